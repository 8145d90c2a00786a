import type { Html } from '../../../../lambdas/domain/html.ts';
import type { Figures } from '../../../../lambdas/simulated-vendor/agents.ts';
import type { Session } from '../../../../lambdas/simulated-vendor/sessions.ts';
import { listTable, listTitle, type StatusList } from '../status/lists.ts';
import type { PageRequest } from '../web/page-request.ts';
import { apexCentralConsolePage } from './frame.ts';

/** What guide 3-18 is compared with: 製品サーバ and ポリシー管理. */
export function listPage(request: PageRequest, session: Session, list: StatusList, figures: Figures): Html {
  const { language } = session.tenant;
  return apexCentralConsolePage(request, session, {
    title: listTitle(language, list),
    entry: 'lists',
    content: listTable(language, list, figures),
  });
}
