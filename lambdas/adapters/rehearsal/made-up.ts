import { createHash, randomBytes } from 'node:crypto';
import type { AgentCounts } from '../../domain/tenant.ts';
import { Secret } from '../../domain/secret.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** Guide 2-12. */
export const PROVISIONING_TAKES = 2 * MINUTE;

/** Guide 3-11: Apex Central says 登録済み at once, Vision One 接続済み some seconds later. */
export const CONNECTING_TAKES = 15 * SECOND;

/** Guide 3-16: 20 to 30 minutes; the same for a tenant whenever it is asked. */
export function updateTakes(tenantId: string): number {
  return (20 + 10 * shareOf('update', tenantId)) * MINUTE;
}

/** Guide 1-2 and 3-18: an update changes none of them. */
export function agentCountsOf(tenantId: string): AgentCounts {
  return {
    managedAgents: 5 + Math.floor(495 * shareOf('managed', tenantId)),
    unmanagedEndpoints: Math.floor(20 * shareOf('unmanaged', tenantId)),
    agentsFqdn: 'rehearsal.manage.trendmicro.com',
    policies: 1 + Math.floor(12 * shareOf('policies', tenantId)),
  };
}

/** Guide 2-5: three capital letters before the box for the code. */
export function prefixOf(tenantId: string): string {
  return ['a', 'b', 'c'].map((place) => String.fromCharCode(65 + Math.floor(26 * shareOf(place, tenantId)))).join('');
}

/** A code, password or token that opens nothing anywhere. */
export function madeUpSecret(): Secret {
  return new Secret(`Rehearsal-${randomBytes(24).toString('base64url')}`);
}

/** Enough to recognise a token, not to read it. */
export function fingerprintOf(tenantId: string, token: Secret): string {
  return createHash('sha256').update(`${tenantId}\u0000${token.reveal()}`).digest('hex');
}

/** Between 0 and 1, by the names only, so that nothing of it has to be remembered. */
function shareOf(what: string, tenantId: string): number {
  return createHash('sha256').update(`${what}\u0000${tenantId}`).digest().readUInt32BE(0) / 2 ** 32;
}
