import type { Reason } from '../../../domain/statements/catalogue.ts';
import { withTexts } from '../../../domain/statements/statement.ts';
import { errors } from 'playwright-core';
import { PageChangedError } from '../../../domain/errors.ts';
import type { AgentCounts } from '../../../domain/tenant.ts';
import { inWords } from '../label.ts';
import type { LabelName } from '../labels.ts';
import { goByMenu } from '../menu.ts';
import type { Root, Sight } from '../root.ts';
import type { BrowserSession } from '../browser-session.ts';
import { PolicyManagementPage } from './policy-management-page.ts';
import { ProductServersPage } from './product-servers-page.ts';

/** The lists beside the figures, and why one of them was not read. */
export type ListsRead = Pick<AgentCounts, 'agentsFqdn' | 'policies' | 'notRead'>;

/**
 * What the menu of Apex Central leads to, wherever it shows: by itself (guide 1-2), and as Standard Endpoint Protection
 * within Vision One (guide 3-18), where the same entries prove that the whole console has come along. Neither list is in
 * the guide: one that cannot be read is left out of the comparison, which says so.
 */
export async function readByMenu(session: BrowserSession, root: Root): Promise<ListsRead> {
  const servers = await unlessUnreadable(session, '製品サーバ', async () => {
    const list = await open(session, root, ['directories', 'productServers'], ProductServersPage.sight);
    return new ProductServersPage(session, list).readAgentsFqdn();
  });
  const policies = await unlessUnreadable(session, 'ポリシー管理', async () => {
    const list = await open(session, root, ['policies', 'policyManagement'], PolicyManagementPage.sight);
    return new PolicyManagementPage(session, list).count();
  });
  const notRead = [servers, policies].flatMap(({ why }) => why ?? []);
  return { agentsFqdn: servers.read, policies: policies.read, ...(notRead.length > 0 && { notRead }) };
}

/** A page that is not as we know it, or an entry that cannot be pressed; a vendor that is down is none of these. */
async function unlessUnreadable<T>(
  { options: { scrubber } }: BrowserSession,
  list: string,
  read: () => Promise<T>,
): Promise<{ read?: T; why?: Reason }> {
  try {
    return { read: await read() };
  } catch (error) {
    if (error instanceof errors.TimeoutError) return { why: { code: 'menuEntryNotPressed', list } };
    if (error instanceof PageChangedError)
      return { why: { code: 'listNotRead', list, reason: withTexts(error.reason, (text) => scrubber.scrub(text)) } };
    throw error;
  }
}

async function open(session: BrowserSession, root: Root, path: readonly LabelName[], page: Sight): Promise<Root> {
  const words = path.map(inWords).join(' > ');
  if (!(await goByMenu(session, root, path))) throw await session.changed(`the menu ${words}`);
  const seen = await session.see({ page }, `the page ${words}`);
  return seen.root;
}
