import type { LocalizedText } from './language.ts';
import type { Reason } from './statements/catalogue.ts';
import type { AgentCounts, Tenant } from './tenant.ts';

/** Something that was read before the update and after it. `undefined` is what nobody read. */
export interface Compared {
  name: LocalizedText;
  before: string | undefined;
  after: string | undefined;
}

/**
 * What a tenant shows before and after the update (guide 1-2 and 3-18), for mails and reports: anyone who records
 * another fact on both sides adds its line here.
 */
export function compared({ countsBefore, countsAfter }: Tenant): Compared[] {
  return [
    {
      name: { ja: '管理下のセキュリティエージェント', en: 'Managed security agents' },
      before: countsBefore && String(countsBefore.managedAgents),
      after: countsAfter && String(countsAfter.managedAgents),
    },
    {
      name: { ja: '管理対象外のエンドポイント', en: 'Unmanaged endpoints' },
      before: countsBefore && String(countsBefore.unmanagedEndpoints),
      after: countsAfter && String(countsAfter.unmanagedEndpoints),
    },
    {
      name: { ja: 'エージェントの接続先サーバ（FQDN）', en: 'Server that agents talk to (FQDN)' },
      before: countsBefore?.agentsFqdn,
      after: countsAfter?.agentsFqdn,
    },
    {
      name: { ja: 'ポリシー', en: 'Policies' },
      before: countsBefore?.policies?.toString(),
      after: countsAfter?.policies?.toString(),
    },
  ];
}

/**
 * Guide 3-18: which promise of the guide the console does not show to be kept, with what was read before and after;
 * `undefined` when it shows them kept. Policies are for the report: the vendor itself may merge them.
 */
export function whyPromisesAreNotKept({ countsBefore: before }: Tenant, after: AgentCounts): Reason | undefined {
  if (!before) return undefined;
  const agents = after.managedAgents < before.managedAgents && {
    agents: { before: before.managedAgents, after: after.managedAgents },
  };
  const server = before.agentsFqdn !== undefined &&
    after.agentsFqdn !== undefined &&
    after.agentsFqdn !== before.agentsFqdn && { server: { before: before.agentsFqdn, after: after.agentsFqdn } };
  return agents || server ? { code: 'promisesNotKept', ...agents, ...server } : undefined;
}

/**
 * Why nothing can be compared with what was read before the update; `undefined` where it can. A console that had not
 * yet filled in its figure shows 0 agents, and anyone who has none before can lose none: such a 0 counts only from a
 * person, or where there are no seats that could be in use and no agents afterwards.
 */
export function whyBaselineIsDoubtful(
  { countsBefore: before, licence }: Pick<Tenant, 'countsBefore' | 'licence'>,
  after: AgentCounts,
): Reason | undefined {
  if (!before || before.managedAgents > 0 || [before, after].some(({ readBy }) => readBy === 'person'))
    return undefined;
  const seats = licence?.seats ?? 0;
  if (after.managedAgents === 0 && seats === 0) return undefined;
  return { code: 'baselineDoubtful', seats, after: after.managedAgents };
}
