import { checkIntake, type IntakeSummary } from '../lambdas/domain/intake/check-intake.ts';
import { columnOfHeading } from '../lambdas/domain/intake/read-heading.ts';
import type { IntakeRow } from '../lambdas/domain/intake/intake-row.ts';
import { Secret } from '../lambdas/domain/secret.ts';
import type { Vault } from '../lambdas/ports/vault.ts';
import type { Vendor } from '../lambdas/simulated-vendor/vendor.ts';
import type { TenantScenario } from '../lambdas/simulated-vendor/tenant-scenario.ts';
import type { Scenario } from './simulated-consoles/scenario.ts';

/** What a CSV says, as far as the simulated vendor needs to know it. */
export interface IntakeContents {
  rows: IntakeRow[];
  /** Every tenant id that stands in the file, also of rows that are rejected. */
  tenantIds: string[];
  summary: IntakeSummary;
}

export async function readContents(csv: Uint8Array): Promise<IntakeContents> {
  const intake = checkIntake(oneChunk(csv));
  const rows: IntakeRow[] = [];
  const tenantIds: string[] = [];
  for await (const checked of intake) {
    if (checked.kind === 'accepted') rows.push(checked.tenant);
    const column = intake.header.findIndex((heading) => columnOfHeading(heading)?.name === 'tenant_id');
    tenantIds.push(checked.kind === 'accepted' ? checked.tenant.tenantId : (checked.original[column] ?? '').trim());
  }
  return { rows, tenantIds, summary: intake.summary() };
}

async function* oneChunk(csv: Uint8Array): AsyncGenerator<Uint8Array> {
  yield csv;
}

export interface CustomersOptions {
  vendor: Vendor;
  vault: Vault;
  scenario?: Scenario | undefined;
}

/**
 * The customers of the embedded mode: before the product sees a CSV, the simulated vendor is given its tenants, and the
 * vault the passwords that customers would have told the operator.
 */
export class Customers {
  readonly #options: CustomersOptions;
  readonly #added = new Map<string, TenantScenario>();

  constructor(options: CustomersOptions) {
    this.#options = options;
  }

  /** From now on the tenants that it names are as it says; nobody else is touched. */
  addScenario(scenario: Scenario): void {
    for (const [tenantId, special] of scenario) this.#added.set(tenantId, special);
  }

  async admit(csv: Uint8Array): Promise<void> {
    const { rows, summary } = await readContents(csv);
    if (summary.refused) return;
    for (const row of rows) await this.#admitTenant(row);
  }

  async #admitTenant(row: IntakeRow): Promise<void> {
    const { vendor, vault, scenario } = this.#options;
    const { tenantId } = row;
    // A scenario is of all tenants: one that it does not name is clean.
    const special = scenario && (scenario.get(tenantId) ?? { faults: [] });
    const tenant = vendor.admit(row, this.#added.get(tenantId) ?? special);
    // A tenant that an earlier run has moved on has other passwords by now, or none that anybody needs.
    if (tenant.state.primary) return;
    const { clp, users, totpSeed } = vendor.credentials(tenantId);
    await vault.seal(tenantId, 'clp-password', new Secret(clp.password));
    if (totpSeed !== undefined) await vault.seal(tenantId, 'totp-seed', new Secret(totpSeed));
    for (const { account, password } of users) {
      await vault.seal(tenantId, `user-password:${account}`, new Secret(password));
    }
  }
}
