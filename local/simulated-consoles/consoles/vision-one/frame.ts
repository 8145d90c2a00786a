import type { ConsoleLanguage } from '../../../../lambdas/simulated-vendor/labels.ts';
import type { Session } from '../../../../lambdas/simulated-vendor/sessions.ts';
import { document } from '../web/document.ts';
import { button } from '../web/form.ts';
import { type Html, html, type Part } from '../../../../lambdas/domain/html.ts';
import type { PageRequest } from '../web/page-request.ts';
import { SIMULATED } from '../web/simulated.ts';
import { VISION_ONE_STYLE } from './style.ts';
import { VISION_ONE_TEXTS } from './texts.ts';

/** A page of Vision One without its menu: before the sign-in, or before the console is there. */
export function visionOnePage(language: ConsoleLanguage, title: string, content: Part, script?: string): Html {
  return document({
    language,
    title: `${title} | Trend Vision One`,
    style: VISION_ONE_STYLE,
    body: html`${content} ${SIMULATED}`,
    ...(script !== undefined && { script }),
  });
}

/** The menu on the left, which is English in both languages (guide 3-6, 3-11, 3-18). */
const MENU = [
  {
    group: 'Endpoint Security',
    items: [{ name: 'Standard Endpoint Protection', path: '/standard-endpoint-protection' }],
  },
  { group: 'Service Management', items: [{ name: 'Product Instance', path: '/product-instance' }] },
  { group: 'Administration', items: [{ name: 'License Information', path: '/license-information' }] },
] as const;

export interface ConsolePageParts {
  title: string;
  path: string;
  content: Part;
  /** Stands above the page; guide 3-17. */
  banner?: string | undefined;
  /** An open dialog: the page behind it cannot be used. */
  dialog?: Html | undefined;
  script?: string | undefined;
}

/** A page of the console. */
export function visionOneConsolePage(request: PageRequest, session: Session, parts: ConsolePageParts): Html {
  const { language, generation } = session.tenant;
  const { title, path, content, banner, dialog, script } = parts;
  const brand = generation === 'newer' ? 'TrendAI Vision One™' : 'Trend Vision One™';
  return visionOnePage(
    language,
    title,
    html`<div class="layout" ${dialog !== undefined && html`inert`}>
        <nav class="side" aria-label="Trend Vision One">
          <div class="brand">Trend Vision One</div>
          <ul>
            <li><a href="/home" ${path === '/home' && html`aria-current="page"`}>Home</a></li>
            ${MENU.map((group) => menuGroup(group, path))}
          </ul>
        </nav>
        <div>
          ${banner !== undefined && html`<div class="banner" role="status">${banner}</div>`}
          <header class="head">
            <span class="product">${brand}</span>
            <h1>${title}</h1>
            <span class="who">${session.account}</span>
            ${button(request, '/sign-out', VISION_ONE_TEXTS[language].signOut)}
          </header>
          ${content}
        </div>
      </div>
      ${dialog}`,
    script,
  );
}

/** Open where one is; otherwise it opens beside the menu, below the mouse and by the keyboard. */
function menuGroup({ group, items }: (typeof MENU)[number], path: string): Html {
  const isOpen = items.some((item) => item.path === path);
  return html`<li ${isOpen && html`class="open"`}>
    <button type="button" aria-haspopup="true">${group}</button>
    <ul>
      ${items.map(
        (item) =>
          html`<li><a href="${item.path}" ${item.path === path && html`aria-current="page"`}>${item.name}</a></li>`,
      )}
    </ul>
  </li>`;
}

/** Which business this is, above its products and licences (guide 3-6, 3-11). */
export function businessLine({ tenant }: Session, businessId: string): Html {
  const texts = VISION_ONE_TEXTS[tenant.language];
  return html`<p class="business">
    <span>${texts.business}<b>${tenant.state.origin.companyName}</b></span>
    <span>${texts.businessId}<b>${businessId}</b></span>
  </p>`;
}
