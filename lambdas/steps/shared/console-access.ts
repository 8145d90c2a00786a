import { CredentialsMissingError } from '../../domain/errors.ts';
import { hasReached, type Tenant } from '../../domain/tenant.ts';
import type { ConsoleAccess } from '../../ports/console-access.ts';
import type { Purpose, Vault } from '../../ports/vault.ts';

/** Signs in as whoever the tenant's master account is by now: the CLP account, after guide 2-9 the primary account. */
export async function accessFor(tenant: Tenant, vault: Vault): Promise<ConsoleAccess> {
  return hasReached(tenant, 'primaryAccountClaimed') ? primaryAccess(tenant, vault) : clpAccess(tenant, vault);
}

export async function clpAccess(tenant: Tenant, vault: Vault): Promise<ConsoleAccess> {
  return access(tenant, tenant.row.clpLoginId, 'clp-password', vault);
}

export async function primaryAccess(tenant: Tenant, vault: Vault): Promise<ConsoleAccess> {
  return access(tenant, tenant.row.primaryEmail, 'primary-account-password', vault);
}

async function access(tenant: Tenant, account: string, purpose: Purpose, vault: Vault): Promise<ConsoleAccess> {
  const { tenantId, row } = tenant;
  const password = await vault.open(tenantId, purpose);
  if (!password) {
    throw new CredentialsMissingError({ code: 'passwordMissing', purpose, account });
  }
  return { tenantId, apexCentralHost: row.apexCentralHost, region: row.region, account, password };
}
