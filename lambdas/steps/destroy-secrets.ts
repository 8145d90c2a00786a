import { hasReached } from '../domain/tenant.ts';
import type { Ports } from '../ports/index.ts';
import type { Purpose } from '../ports/vault.ts';
import type { TenantRun } from './claim-tenant.ts';

/**
 * Destroys the secrets of a tenant that nobody needs any more. The passwords that only we know stay until their owner
 * has taken the account over: destroying them earlier would lock the customer out.
 */
export async function destroySecrets(
  { tenants, vault, clock }: Pick<Ports, 'tenants' | 'vault' | 'clock'>,
  { tenantId, execution }: TenantRun,
): Promise<{ handedOver: boolean }> {
  const tenant = await tenants.read(tenantId);
  const handedOver = tenant !== undefined && hasReached(tenant, 'handedOver');
  const doomed = (await vault.purposes(tenantId)).filter((purpose) => handedOver || !isOnlyOurs(purpose));
  for (const purpose of doomed) await vault.destroy(tenantId, purpose);
  await tenants.append(tenantId, {
    at: clock.now().toISOString(),
    by: execution,
    step: 'DestroySecrets',
    what: `destroyed ${String(doomed.length)} secrets: ${doomed.join(', ') || 'none was left'}`,
  });
  return { handedOver };
}

function isOnlyOurs(purpose: Purpose): boolean {
  return purpose === 'primary-account-password' || purpose.startsWith('new-user-password:');
}
