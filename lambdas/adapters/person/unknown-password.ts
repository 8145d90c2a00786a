import { Secret } from '../../domain/secret.ts';
import type { Purpose, Vault } from '../../ports/vault.ts';

/** The passwords with which a console is entered. */
const SIGN_IN: readonly Purpose[] = ['clp-password', 'primary-account-password'];

/** A password that only the person at the console knows: it stands where one is expected, and nothing can be made of it. */
class UnknownPassword extends Secret {
  constructor() {
    super('');
  }

  override reveal(): string {
    throw new Error('this password is known only to the person at the console');
  }
}

/**
 * The vault as a step by hand sees it: a sign-in password that was never imported is no reason to stop, because the
 * person signs in. What nobody knows is never sealed.
 */
export function vaultOfAPerson(vault: Vault): Vault {
  return {
    open: async (tenantId, purpose) => {
      const secret = await vault.open(tenantId, purpose);
      return secret ?? (SIGN_IN.includes(purpose) ? new UnknownPassword() : undefined);
    },
    seal: async (tenantId, purpose, secret) => {
      if (!(secret instanceof UnknownPassword)) await vault.seal(tenantId, purpose, secret);
    },
    sealNew: async (tenantId, purpose, secret) =>
      secret instanceof UnknownPassword ? false : vault.sealNew(tenantId, purpose, secret),
    destroy: (tenantId, purpose) => vault.destroy(tenantId, purpose),
    purposes: (tenantId) => vault.purposes(tenantId),
    list: (tenantId) => vault.list(tenantId),
    given: () => vault.given(),
  };
}
