import type { Secret } from '../domain/secret.ts';

/** What a secret is for; part of its encryption context, so that a secret sealed for one purpose opens for no other. */
export type Purpose =
  | 'clp-password'
  | 'primary-account-password'
  | 'registration-token'
  /** Seed of the one-time codes of the master account, where the customer gave it: base32, or an `otpauth://` URI. */
  | 'totp-seed'
  /** Signed-in browser sessions between steps. */
  | 'session:clp'
  | 'session:apex-central'
  | 'session:vision-one'
  | `user-password:${string}`
  | `new-user-password:${string}`
  | `verification-code:${string}`
  /** What answers the state that a desk task stands for; by the task's step. */
  | `task-token:${string}`;

/**
 * Where every secret lies, and the only place.
 *
 * Promises: what was sealed opens as itself, for the same tenant and purpose only; sealing again replaces;
 * `destroy` leaves nothing to open and may be called twice; `purposes` lists names, never values.
 */
export interface Vault {
  seal(tenantId: string, purpose: Purpose, secret: Secret): Promise<void>;
  open(tenantId: string, purpose: Purpose): Promise<Secret | undefined>;
  destroy(tenantId: string, purpose: Purpose): Promise<void>;
  purposes(tenantId: string): Promise<Purpose[]>;
}
