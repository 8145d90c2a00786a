import { Secret } from '../../domain/secret.ts';
import type { Vault } from '../../ports/vault.ts';
import { clpPassword, userPassword } from '../../simulated-vendor/sign-in-names.ts';
import { SEED } from '../../simulated-vendor/vendor.ts';
import { overrideMethods } from '../override-methods.ts';

const OF_A_USER = 'user-password:';

/**
 * The vault of a rehearsal: in the place of passwords that a customer has given, those that the simulated vendor made up.
 * That of the CLP account need not be imported; a real one that was opens nothing here, and stays where it lies.
 */
export function rehearsalVault(vault: Vault): Vault {
  return overrideMethods(vault, {
    open: async (tenantId, purpose) => {
      if (purpose === 'clp-password') return new Secret(clpPassword(tenantId, SEED));
      const secret = await vault.open(tenantId, purpose);
      if (!secret || !purpose.startsWith(OF_A_USER)) return secret;
      return new Secret(userPassword(tenantId, purpose.slice(OF_A_USER.length), SEED));
    },
  });
}
