import { namesInUse, sameName } from './sign-in-names.ts';
import type { VendorTenant } from './vendor-tenant.ts';

/** Finds tenants by what a person types: a sign-in name, or the host of an Apex Central console. */
export class TenantDirectory {
  readonly #byId = new Map<string, VendorTenant>();
  readonly #byName = new Map<string, Set<VendorTenant>>();
  readonly #byHost = new Map<string, Set<VendorTenant>>();

  add(tenant: VendorTenant): void {
    this.#byId.set(tenant.id, tenant);
    put(this.#byHost, tenant.state.origin.apexCentralHost, tenant);
    this.index(tenant);
  }

  /** Called when a tenant's names have changed; old names stay findable and are refused by the tenant itself. */
  index(tenant: VendorTenant): void {
    for (const name of namesInUse(tenant)) put(this.#byName, name, tenant);
  }

  byId(tenantId: string): VendorTenant | undefined {
    return this.#byId.get(tenantId);
  }

  byName(name: string): VendorTenant[] {
    return [...(this.#byName.get(sameName(name)) ?? [])];
  }

  byHost(host: string): VendorTenant[] {
    return [...(this.#byHost.get(sameName(host)) ?? [])];
  }

  all(): IterableIterator<VendorTenant> {
    return this.#byId.values();
  }
}

function put(index: Map<string, Set<VendorTenant>>, key: string, tenant: VendorTenant): void {
  const tenants = index.get(sameName(key)) ?? new Set();
  index.set(sameName(key), tenants.add(tenant));
}
