import type { AgentCounts } from '../domain/tenant.ts';
import { numberBetween } from './made-up.ts';
import type { VendorTenant } from './vendor-tenant.ts';

/** All of them: nothing is missing at the vendor. */
export type Figures = AgentCounts & { agentsFqdn: string; policies: number };

/** Guide 1-2, 3-18: the figures of セキュリティ状態, 製品サーバ and ポリシー管理; an update changes none of them. */
export function agentCountsOf({ id, state }: VendorTenant): Figures {
  return {
    managedAgents: numberBetween(5, 2_000, 'managed', id),
    unmanagedEndpoints: numberBetween(0, 20, 'unmanaged', id),
    agentsFqdn: state.origin.apexCentralHost,
    policies: numberBetween(1, 12, 'policies', id),
  };
}
