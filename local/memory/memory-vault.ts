import type { Secret } from '../../lambdas/domain/secret.ts';
import { isGiven } from '../../lambdas/adapters/given-purposes.ts';
import { SystemClock } from '../../lambdas/adapters/system-clock.ts';
import type { Clock } from '../../lambdas/ports/clock.ts';
import type { Purpose, SealedSecret, SecretName, Vault } from '../../lambdas/ports/vault.ts';

/** Secrets in this process, for step tests and simulations. */
export class MemoryVault implements Vault {
  readonly #tenants = new Map<string, Map<Purpose, { secret: Secret; sealedAt: string }>>();
  readonly #clock: Pick<Clock, 'now'>;

  constructor(clock: Pick<Clock, 'now'> = new SystemClock()) {
    this.#clock = clock;
  }

  async seal(tenantId: string, purpose: Purpose, secret: Secret): Promise<void> {
    const secrets = this.#tenants.get(tenantId) ?? new Map<Purpose, { secret: Secret; sealedAt: string }>();
    const sealedAt = this.#clock.now().toISOString();
    this.#tenants.set(tenantId, secrets.set(purpose, { secret, sealedAt }));
  }

  async sealNew(tenantId: string, purpose: Purpose, secret: Secret): Promise<boolean> {
    if (this.#tenants.get(tenantId)?.has(purpose)) return false;
    await this.seal(tenantId, purpose, secret);
    return true;
  }

  async open(tenantId: string, purpose: Purpose): Promise<Secret | undefined> {
    return this.#tenants.get(tenantId)?.get(purpose)?.secret;
  }

  async openEach(secrets: readonly SecretName[]): Promise<(Secret | undefined)[]> {
    return secrets.map(({ tenantId, purpose }) => this.#tenants.get(tenantId)?.get(purpose)?.secret);
  }

  async destroy(tenantId: string, purpose: Purpose): Promise<void> {
    this.#tenants.get(tenantId)?.delete(purpose);
  }

  async purposes(tenantId: string): Promise<Purpose[]> {
    return [...(this.#tenants.get(tenantId)?.keys() ?? [])].sort();
  }

  async list(tenantId: string): Promise<SealedSecret[]> {
    return [...(this.#tenants.get(tenantId) ?? [])].map(([purpose, { sealedAt }]) => ({ purpose, sealedAt }));
  }

  async *given(): AsyncIterable<SealedSecret & { tenantId: string }> {
    for (const tenantId of [...this.#tenants.keys()].sort()) {
      for (const secret of await this.list(tenantId)) if (isGiven(secret.purpose)) yield { tenantId, ...secret };
    }
  }
}
