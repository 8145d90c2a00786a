import { randomUUID } from 'node:crypto';
import { VendorUnavailableError } from '../../domain/errors.ts';
import type { Clock } from '../../ports/clock.ts';
import type { TenantStore } from '../../ports/tenant-store.ts';
import type { TenantScenario } from '../../simulated-vendor/tenant-scenario.ts';
import type { TenantState } from '../../simulated-vendor/tenant-state.ts';
import { any, is, isStill } from '../dynamo/expression.ts';
import { rehearsalKey } from '../dynamo/keys.ts';
import { parseItem } from '../dynamo/parse-item.ts';
import type { Table } from '../dynamo/table.ts';
import { firstStateOf, type RehearsedTenant, rehearsedTenantSchema } from './rehearsed-tenant.ts';

export interface RehearsedTenantsOptions {
  table: Table;
  clock: Pick<Clock, 'now'>;
  /** Whose rows say how the tenants are before anybody has touched them. */
  tenants: Pick<TenantStore, 'read'>;
  /** What is special about each of them. */
  scenario: TenantScenario;
}

/** A tenant as it was read, to be written on the condition that nobody else has written it since. */
export interface ReadTenant {
  state: TenantState;
  write(state: TenantState): Promise<void>;
}

/**
 * What the vendor of a rehearsal remembers of its tenants: hands meet it in as many processes as there are functions, so
 * it lies in the main table, one item for each tenant.
 */
export class RehearsedTenants {
  readonly #options: RehearsedTenantsOptions;

  constructor(options: RehearsedTenantsOptions) {
    this.#options = options;
  }

  /** Its `write` throws `VendorUnavailableError` when another call has changed the tenant since: nothing of this one counts. */
  async read(tenantId: string): Promise<ReadTenant> {
    const key = rehearsalKey(tenantId);
    const rehearsed = parseItem(rehearsedTenantSchema, key, (await this.#options.table.get(key)) ?? {});
    let { revision } = rehearsed;
    return {
      state: rehearsed.state ?? (await this.#begin(tenantId, rehearsed)),
      write: async (changed) => {
        const writtenBy = randomUUID();
        const set = { state: changed, revision: (revision ?? 0) + 1, writtenBy };
        // The SDK sends again what got no answer: the write that it meets then is this one.
        const when = any(isStill('revision', revision), is('writtenBy', writtenBy));
        if (!(await this.#options.table.update(key, { set, when }))) {
          throw new VendorUnavailableError({ code: 'rehearsedTenantIsStale', tenantId });
        }
        ({ revision } = set);
      },
    };
  }

  async #begin(tenantId: string, rehearsed: RehearsedTenant): Promise<TenantState> {
    const { tenants, scenario, clock } = this.#options;
    const tenant = await tenants.read(tenantId);
    if (!tenant) throw new Error(`there is no tenant "${tenantId}" to rehearse with`);
    return firstStateOf(rehearsed, tenant.row, scenario, clock.now());
  }
}
