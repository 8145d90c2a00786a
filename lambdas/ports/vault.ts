import type { Purpose } from '../domain/purpose.ts';
import type { Secret } from '../domain/secret.ts';

export type { GivenPurpose, Purpose } from '../domain/purpose.ts';

/** Which secret: whose, and what for. */
export interface SecretName {
  tenantId: string;
  purpose: Purpose;
}

/** That a secret is there, and since when: what may be shown to people. */
export interface SealedSecret {
  purpose: Purpose;
  /** Null of a secret that was sealed before this was written down. */
  sealedAt: string | null;
}

/**
 * Where every secret lies, and the only place.
 *
 * Promises: what was sealed opens as itself, for the same tenant and purpose only, alone or, by `openEach`, among others in
 * the order in which they are named; sealing again replaces, `sealNew` never does and answers whether it sealed; `destroy`
 * leaves nothing to open and may be called twice; `purposes` and `list` give names and dates, never values; `given` gives
 * those of given purposes across all tenants, tenant by tenant.
 */
export interface Vault {
  seal(tenantId: string, purpose: Purpose, secret: Secret): Promise<void>;
  sealNew(tenantId: string, purpose: Purpose, secret: Secret): Promise<boolean>;
  open(tenantId: string, purpose: Purpose): Promise<Secret | undefined>;
  openEach(secrets: readonly SecretName[]): Promise<(Secret | undefined)[]>;
  destroy(tenantId: string, purpose: Purpose): Promise<void>;
  purposes(tenantId: string): Promise<Purpose[]>;
  list(tenantId: string): Promise<SealedSecret[]>;
  given(): AsyncIterable<SealedSecret & { tenantId: string }>;
}
