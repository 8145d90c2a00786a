import { overrideMethods } from '../adapters/override-methods.ts';
import { Secret } from '../domain/secret.ts';
import type { Purpose, Vault } from '../ports/vault.ts';

/** The passwords with which a console is entered. */
const SIGN_IN: readonly Purpose[] = ['clp-password', 'primary-account-password'];

/** A password that the person at the console types: it stands where one is expected, and nothing can be made of it. */
class PersonsPassword extends Secret {
  readonly purpose: Purpose;

  constructor(purpose: Purpose) {
    super('');
    this.purpose = purpose;
  }

  override reveal(): string {
    throw new Error('this password is typed by the person at the console: it was not opened');
  }
}

/**
 * The vault as a step by hand sees it. A sign-in password is not opened, because the person signs in, and one that was
 * never imported is no reason to stop. It is opened where it becomes another account's, and only then: what nobody knows
 * is never sealed.
 */
export function vaultOfAPerson(vault: Vault): Vault {
  const known = async (tenantId: string, purpose: Purpose, secret: Secret): Promise<Secret | undefined> => {
    if (!(secret instanceof PersonsPassword)) return secret;
    return secret.purpose === purpose ? undefined : vault.open(tenantId, secret.purpose);
  };
  const open = async (tenantId: string, purpose: Purpose): Promise<Secret | undefined> =>
    SIGN_IN.includes(purpose) ? new PersonsPassword(purpose) : vault.open(tenantId, purpose);
  return overrideMethods(vault, {
    open,
    openEach: (secrets) => Promise.all(secrets.map(({ tenantId, purpose }) => open(tenantId, purpose))),
    seal: async (tenantId, purpose, given) => {
      const secret = await known(tenantId, purpose, given);
      if (secret) await vault.seal(tenantId, purpose, secret);
    },
    sealNew: async (tenantId, purpose, given) => {
      const secret = await known(tenantId, purpose, given);
      return secret !== undefined && vault.sealNew(tenantId, purpose, secret);
    },
  });
}
