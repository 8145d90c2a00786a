import type { Said } from './language.ts';
import type { Tenant } from './tenant.ts';

/** Something that was read before the update and after it. `undefined` is what nobody read. */
export interface Compared {
  name: Said;
  before: string | undefined;
  after: string | undefined;
}

/**
 * What a tenant shows before and after the update (guide 1-2 and 3-18), for mails and reports: whoever records another
 * fact on both sides adds its line here.
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
  ];
}
