import type { AgentCounts } from '../../../domain/tenant.ts';
import { inWords } from '../label.ts';
import type { LabelName } from '../labels.ts';
import { goByMenu } from '../menu.ts';
import type { Root, Sight } from '../root.ts';
import type { Visit } from '../visit.ts';
import { PolicyManagementPage } from './policy-management-page.ts';
import { ProductServersPage } from './product-servers-page.ts';

/**
 * What the menu of Apex Central leads to, wherever it shows: by itself (guide 1-2), and as Standard Endpoint Protection
 * within Vision One (guide 3-18), where the same entries prove that the whole console has come along.
 */
export async function readByMenu(visit: Visit, root: Root): Promise<Pick<AgentCounts, 'agentsFqdn' | 'policies'>> {
  const servers = await open(visit, root, ['directories', 'productServers'], ProductServersPage.sight);
  const agentsFqdn = await new ProductServersPage(visit, servers).readAgentsFqdn();
  const list = await open(visit, root, ['policies', 'policyManagement'], PolicyManagementPage.sight);
  const policies = await new PolicyManagementPage(visit, list).count();
  return { agentsFqdn, policies };
}

async function open(visit: Visit, root: Root, path: readonly LabelName[], page: Sight): Promise<Root> {
  const words = path.map(inWords).join(' > ');
  if (!(await goByMenu(visit, root, path))) throw await visit.changed(`the menu ${words}`);
  const seen = await visit.see({ page }, `the page ${words}`);
  return seen.root;
}
