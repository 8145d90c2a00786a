import type { Licence } from '../../../../lambdas/domain/licence.ts';
import { PRODUCT_NAMES } from '../../../../lambdas/simulated-vendor/labels.ts';
import type { Session } from '../../../../lambdas/simulated-vendor/sessions.ts';
import { button } from '../web/form.ts';
import { type Html, html } from '../../../../lambdas/domain/html.ts';
import type { PageRequest } from '../web/page-request.ts';
import { CLP_TEXTS, type ClpTexts } from './texts.ts';
import { clpPage } from './frame.ts';

const STATUSES = ['valid', 'expiringSoon', 'expired'] as const;

/** Guide 1-1 and 2-1: 製品/サービス, with [コンソールを開く]. */
export function productsPage(
  request: PageRequest,
  { tenant: { language }, account }: Session,
  licences: Licence[],
): Html {
  const texts = CLP_TEXTS[language];
  return clpPage(
    language,
    texts.products,
    html`<nav class="tabs">
        <a href="/products" aria-current="page">${texts.products}</a>
        <a href="#">${texts.company}</a>
        <a href="#">${texts.help}</a>
      </nav>
      <main>
        <h1>${texts.products}</h1>
        <div class="card">
          <table>
            <thead>
              <tr>
                <th scope="col">${texts.products}</th>
                <th scope="col">${texts.seats}</th>
                <th scope="col">${texts.licenceKind}</th>
                <th scope="col">${texts.expiresOn}</th>
                <th scope="col">${texts.action}</th>
              </tr>
            </thead>
            <tbody>
              ${licences.map((licence) => licenceRow(request, licence, texts))}
            </tbody>
          </table>
        </div>
        <ul class="legend">
          ${STATUSES.map((status) => html`<li><span class="status ${status}"></span>${texts[status]}</li>`)}
        </ul>
      </main>`,
    html`<span class="who">${account}</span>${button(request, '/sign-out', texts.logOut)}`,
  );
}

function licenceRow(request: PageRequest, licence: Licence, texts: ClpTexts): Html {
  const { product, seats, kind, expiresOn, status } = licence;
  return html`<tr>
    <td>
      <span class="status ${status}" role="img" aria-label="${texts[status]}" title="${texts[status]}"></span>${product}
    </td>
    <td>${seats.toLocaleString('en')}</td>
    <td>${kind}</td>
    <td>${expiresOn.replaceAll('-', '/')}</td>
    <td>
      ${product === PRODUCT_NAMES.licence && button(request, '/console', texts.openConsole, html`class="link open"`)}
    </td>
  </tr>`;
}
