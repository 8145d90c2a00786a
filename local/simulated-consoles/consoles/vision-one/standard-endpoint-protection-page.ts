import { PRODUCT_NAMES } from '../../../../lambdas/simulated-vendor/labels.ts';
import type { Figures } from '../../../../lambdas/simulated-vendor/agents.ts';
import type { Session } from '../../../../lambdas/simulated-vendor/sessions.ts';
import { listEntries, listTable, type StatusList } from '../status/lists.ts';
import { STANDARD_ENDPOINT_PROTECTION_TABS, statusTabs } from '../status/security-status.ts';
import { type Html, html } from '../../../../lambdas/domain/html.ts';
import type { PageRequest } from '../web/page-request.ts';
import { visionOneConsolePage } from './frame.ts';
import { VISION_ONE_TEXTS } from './texts.ts';

const PATH = '/standard-endpoint-protection';

/**
 * Guide 3-18: Endpoint Security > Standard Endpoint Protection, and the lists behind the menu of the former console;
 * without `counts` before the update is finished.
 */
export function standardEndpointProtectionPage(
  request: PageRequest,
  session: Session,
  counts: Figures | undefined,
  list?: StatusList,
): Html {
  const { language } = session.tenant;
  return visionOneConsolePage(request, session, {
    title: 'Standard Endpoint Protection',
    path: PATH,
    content: counts
      ? formerApexCentral(request, session, counts, list)
      : html`<main><p class="notice">${VISION_ONE_TEXTS[language].notAvailable}</p></main>`,
  });
}

function formerApexCentral(
  { query }: PageRequest,
  { tenant: { language } }: Session,
  counts: Figures,
  list: StatusList | undefined,
): Html {
  const texts = VISION_ONE_TEXTS[language];
  const others = [texts.suspiciousObjects, texts.investigation, texts.logsAndReports, texts.administration];
  const tabs = { tabs: STANDARD_ENDPOINT_PROTECTION_TABS, address: PATH, current: query.get('tab') };
  return html`<div class="manager-name">
      ${PRODUCT_NAMES.afterUpdate.displayName}: Standard Endpoint Protection for Group Company
    </div>
    <main>
      <nav aria-label="${PRODUCT_NAMES.afterUpdate.displayName}">
        <ul class="sub" role="menubar">
          <li role="none">
            <a role="menuitem" href="${PATH}" ${!list && html`aria-current="page"`}>${texts.dashboard}</a>
          </li>
          ${listEntries(language, PATH)}
          ${others.map((name) => html`<li role="none"><a role="menuitem" href="#">${name}</a></li>`)}
        </ul>
      </nav>
      ${list ? listTable(language, list, counts) : statusTabs(language, tabs, counts)}
    </main>`;
}
