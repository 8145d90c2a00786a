import type { Vault } from '../../ports/vault.ts';
import { instead } from '../instead.ts';
import { madeUpSecret } from './made-up.ts';

/**
 * The vault of a rehearsal: the password of the CLP account, which an operator imports otherwise, is made up where it
 * is missing. It is not kept, because nothing asks for the same one again.
 */
export function rehearsalVault(vault: Vault): Vault {
  return instead(vault, {
    open: async (tenantId, purpose) =>
      (await vault.open(tenantId, purpose)) ?? (purpose === 'clp-password' ? madeUpSecret() : undefined),
  });
}
