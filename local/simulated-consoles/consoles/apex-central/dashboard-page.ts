import type { AgentCounts } from '../../../../lambdas/domain/tenant.ts';
import type { Session } from '../../../../lambdas/simulated-vendor/sessions.ts';
import { APEX_CENTRAL_TABS, statusTabs } from '../status/security-status.ts';
import type { Html } from '../../../../lambdas/domain/html.ts';
import type { PageRequest } from '../web/page-request.ts';
import { apexCentralConsolePage } from './frame.ts';
import { APEX_CENTRAL_TEXTS } from './texts.ts';

/** Guide 1-2 and 2-2: ダッシュボード, with the figures that are compared at guide 3-18. */
export function dashboardPage(request: PageRequest, session: Session, counts: AgentCounts): Html {
  const { language } = session.tenant;
  const address = `${request.base}/dashboard`;
  return apexCentralConsolePage(request, session, {
    title: APEX_CENTRAL_TEXTS[language].dashboard,
    entry: 'dashboard',
    content: statusTabs(language, { tabs: APEX_CENTRAL_TABS, address, current: request.query.get('tab') }, counts),
  });
}
