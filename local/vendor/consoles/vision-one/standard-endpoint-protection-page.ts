import type { AgentCounts } from '../../../../lambdas/domain/tenant.ts';
import { PRODUCT_NAMES } from '../../labels.ts';
import type { Session } from '../../model/sessions.ts';
import { STANDARD_ENDPOINT_PROTECTION_TABS, statusTabs } from '../status/security-status.ts';
import { type Html, html } from '../../../../lambdas/domain/html.ts';
import type { PageRequest } from '../web/page-request.ts';
import { visionOneConsolePage } from './frame.ts';
import { VISION_ONE_TEXTS } from './texts.ts';

const PATH = '/standard-endpoint-protection';

/** Guide 3-18: Endpoint Security > Standard Endpoint Protection; `undefined` before the update is finished. */
export function standardEndpointProtectionPage(
  request: PageRequest,
  session: Session,
  counts: AgentCounts | undefined,
): Html {
  const { language } = session.tenant;
  return visionOneConsolePage(request, session, {
    title: 'Standard Endpoint Protection',
    path: PATH,
    content: counts
      ? formerApexCentral(request, session, counts)
      : html`<main><p class="notice">${VISION_ONE_TEXTS[language].notAvailable}</p></main>`,
  });
}

function formerApexCentral({ query }: PageRequest, { tenant: { language } }: Session, counts: AgentCounts): Html {
  const texts = VISION_ONE_TEXTS[language];
  const others = [
    texts.directories,
    texts.policies,
    texts.suspiciousObjects,
    texts.investigation,
    texts.logsAndReports,
    texts.administration,
  ];
  const tabs = { tabs: STANDARD_ENDPOINT_PROTECTION_TABS, address: PATH, current: query.get('tab') };
  return html`<div class="manager-name">
      ${PRODUCT_NAMES.afterUpdate.displayName}: Standard Endpoint Protection for Group Company
    </div>
    <main>
      <nav class="sub" aria-label="${PRODUCT_NAMES.afterUpdate.displayName}">
        <a href="${PATH}" aria-current="page">${texts.dashboard}</a>
        ${others.map((name) => html`<a href="#">${name}</a>`)}
      </nav>
      ${statusTabs(language, tabs, counts)}
    </main>`;
}
