import { type Html, html } from '../../../../lambdas/domain/html.ts';
import type { ConsoleLanguage } from '../../../../lambdas/simulated-vendor/labels.ts';
import type { Figures } from '../../../../lambdas/simulated-vendor/agents.ts';
import { STATUS_TEXTS } from './texts.ts';

/** ディレクトリ > 製品サーバ and ポリシー > ポリシー管理, in Apex Central and, after the update, in Vision One. */
export type StatusList = 'product-servers' | 'policies';

/** The entries of the menu that lead to the lists, which lie below `base`: each unfolds one. */
export function listEntries(language: ConsoleLanguage, base: string): Html[] {
  const texts = STATUS_TEXTS[language];
  const entry = (name: string, inside: string, list: StatusList): Html =>
    html`<li role="none">
      <button type="button" role="menuitem" aria-haspopup="true">${name}</button>
      <ul role="menu" aria-label="${name}">
        <li role="none"><a role="menuitem" href="${base}/${list}">${inside}</a></li>
      </ul>
    </li>`;
  return [
    entry(texts.directories, texts.productServers, 'product-servers'),
    entry(texts.policies, texts.policyManagement, 'policies'),
  ];
}

export function listTitle(language: ConsoleLanguage, list: StatusList): string {
  const { productServers, policyManagement } = STATUS_TEXTS[language];
  return list === 'policies' ? policyManagement : productServers;
}

/** A list as a table; its lines lead nowhere. */
export function listTable(language: ConsoleLanguage, list: StatusList, { agentsFqdn, policies }: Figures): Html {
  const texts = STATUS_TEXTS[language];
  if (list === 'product-servers') {
    return table(
      [texts.server, texts.displayName, texts.product],
      [[html`<a href="#">${agentsFqdn}</a>`, 'Apex One as a Service', 'Apex One as a Service']],
    );
  }
  const names = Array.from({ length: policies }, (_, index) => `${texts.policy} ${String(index + 1)}`);
  return table(
    [texts.priority, texts.policy, texts.targets],
    names.map((name, index) => [String(index + 1), html`<a href="#">${name}</a>`, '-']),
  );
}

function table(columns: readonly string[], rows: readonly (readonly (string | Html)[])[]): Html {
  return html`<table>
    <thead>
      <tr>
        ${columns.map((column) => html`<th scope="col">${column}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        (cells) =>
          html`<tr>
            ${cells.map((cell) => html`<td>${cell}</td>`)}
          </tr>`,
      )}
    </tbody>
  </table>`;
}
