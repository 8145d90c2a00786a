import type { Secret } from '../../lambdas/domain/secret.ts';
import type { Purpose, Vault } from '../../lambdas/ports/vault.ts';

/** Secrets in this process, for step tests and simulations. */
export class MemoryVault implements Vault {
  readonly #tenants = new Map<string, Map<Purpose, Secret>>();

  async seal(tenantId: string, purpose: Purpose, secret: Secret): Promise<void> {
    const secrets = this.#tenants.get(tenantId) ?? new Map<Purpose, Secret>();
    this.#tenants.set(tenantId, secrets.set(purpose, secret));
  }

  async open(tenantId: string, purpose: Purpose): Promise<Secret | undefined> {
    return this.#tenants.get(tenantId)?.get(purpose);
  }

  async destroy(tenantId: string, purpose: Purpose): Promise<void> {
    this.#tenants.get(tenantId)?.delete(purpose);
  }

  async purposes(tenantId: string): Promise<Purpose[]> {
    return [...(this.#tenants.get(tenantId)?.keys() ?? [])].sort();
  }
}
