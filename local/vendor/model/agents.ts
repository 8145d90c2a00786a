import type { AgentCounts } from '../../../lambdas/domain/tenant.ts';
import { numberBetween } from './made-up.ts';
import type { VendorTenant } from './vendor-tenant.ts';

/** Guide 1-2, 3-18: 管理下のセキュリティエージェント, 管理対象外のエンドポイント; an update changes neither. */
export function agentCountsOf({ id }: VendorTenant): AgentCounts {
  return {
    managedAgents: numberBetween(5, 2_000, 'managed', id),
    unmanagedEndpoints: numberBetween(0, 20, 'unmanaged', id),
  };
}
