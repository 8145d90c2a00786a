import { CredentialsMissingError, OtherBusinessError } from '../../domain/errors.ts';
import { isNews, nameOf, type SignedIn, whyAnother } from '../../domain/signed-in.ts';
import { hasReached, type Tenant } from '../../domain/tenant.ts';
import type { ConsoleAccess } from '../../ports/console-access.ts';
import type { Ports } from '../../ports/index.ts';
import type { Purpose, Vault } from '../../ports/vault.ts';

/** Signs in as the tenant's present master account: the CLP account, after guide 2-9 the primary account. */
export async function accessFor(tenant: Tenant, vault: Vault): Promise<ConsoleAccess> {
  return hasReached(tenant, 'primaryAccountClaimed') ? primaryAccess(tenant, vault) : clpAccess(tenant, vault);
}

/**
 * As `accessFor`, to consoles that show who is signed in: recorded the first time, beside the company of the CSV;
 * another one later, or one that another tenant has, is a stop.
 */
export async function watchedAccess(
  { tenants, vault, clock }: Pick<Ports, 'tenants' | 'vault' | 'clock'>,
  tenant: Tenant,
): Promise<ConsoleAccess> {
  const access = await accessFor(tenant, vault);
  let recorded: SignedIn | undefined = tenant.signedIn;
  return {
    ...access,
    onSignedIn: async (shown) => {
      const why = whyAnother({ account: access.account, recorded }, shown);
      if (why) throw new OtherBusinessError(why);
      if (!isNews(recorded, shown)) return;
      const other = await tenants.noteSignedIn(tenant.tenantId, { ...shown, at: clock.now().toISOString() });
      if (other !== undefined) {
        throw new OtherBusinessError({ code: 'businessOfAnotherTenant', business: nameOf(shown), tenantId: other });
      }
      recorded = shown;
    },
  };
}

export async function clpAccess(tenant: Tenant, vault: Vault): Promise<ConsoleAccess> {
  return { ...(await access(tenant, tenant.row.clpLoginId, 'clp-password', vault)), isAtClp: true };
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
