import type { Session } from '../../../../lambdas/simulated-vendor/sessions.ts';
import type { UserAccountLine } from '../../../../lambdas/simulated-vendor/user-accounts.ts';
import { type Html, html } from '../../../../lambdas/domain/html.ts';
import type { PageRequest } from '../web/page-request.ts';
import { apexCentralConsolePage } from './frame.ts';
import { APEX_CENTRAL_TEXTS, type ApexCentralTexts } from './texts.ts';

/** Guide 1-2: 運用管理 > アカウント管理 > ユーザアカウント. Its buttons do nothing. */
export function userAccountsPage(request: PageRequest, session: Session, lines: UserAccountLine[]): Html {
  const texts = APEX_CENTRAL_TEXTS[session.tenant.language];
  const addAndRemove = html`<button type="button">${texts.add}</button> <button type="button">${texts.remove}</button>`;
  return apexCentralConsolePage(request, session, {
    title: texts.userAccounts,
    entry: 'administration',
    content: html`<div class="toolbar">
        ${addAndRemove}
        <button type="button">${texts.enableTwoFactor}</button>
      </div>
      <table>
        <thead>
          <tr>
            <th scope="col"><input type="checkbox" aria-label="${texts.select}" /></th>
            <th scope="col">${texts.nameOrGroup}</th>
            <th scope="col">${texts.name}</th>
            <th scope="col">${texts.kind}</th>
            <th scope="col">${texts.role}</th>
          </tr>
        </thead>
        <tbody>
          ${
            lines.length > 0
              ? lines.map((line) => accountRow(line, texts))
              : html`<tr>
                  <td colspan="5">${texts.noData}</td>
                </tr>`
          }
        </tbody>
      </table>
      <div class="toolbar">${addAndRemove}</div>`,
  });
}

function accountRow({ name, displayName, kindLabel, role }: UserAccountLine, texts: ApexCentralTexts): Html {
  return html`<tr>
    <td><input type="checkbox" aria-label="${texts.select} ${name}" /></td>
    <td>${name}</td>
    <td>${displayName}</td>
    <td>${kindLabel}</td>
    <td>${role}</td>
  </tr>`;
}
