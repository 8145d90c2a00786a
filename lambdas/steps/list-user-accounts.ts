import type { Ports } from '../ports/index.ts';
import type { TenantRun } from './claim-tenant.ts';

/** Guide 3-19: the user accounts that have to be upgraded; none where the row leaves the console's accounts alone. */
export async function listUserAccounts(
  { tenants }: Pick<Ports, 'tenants'>,
  { tenantId }: TenantRun,
): Promise<{ accounts: { name: string }[] }> {
  const accounts = (await tenants.read(tenantId))?.row.userAccounts;
  return { accounts: accounts?.kind === 'listed' ? accounts.accounts.map(({ name }) => ({ name })) : [] };
}
