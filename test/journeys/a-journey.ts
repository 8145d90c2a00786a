import { expect, onTestFinished } from 'vitest';
import type { ColumnName } from '../../lambdas/domain/intake/columns.ts';
import { writeCsvRow } from '../../lambdas/domain/intake/csv-writer.ts';
import { executionArn } from '../../lambdas/domain/names.ts';
import type { RecordedOutcome } from '../../lambdas/domain/outcome.ts';
import { reportKey } from '../../lambdas/domain/report-keys.ts';
import type { Mail } from '../../lambdas/ports/mailer.ts';
import { machineArn } from '../../local/deployment.ts';
import { inMemoryStack, type InMemoryStack, type InMemoryStackOptions } from '../../local/in-memory-stack.ts';
import type { ExecutionDescription } from '../../local/states/engine-types.ts';
import type { Counters, Violation } from '../../lambdas/simulated-vendor/tenant-state.ts';
import type { TenantScenario } from '../../lambdas/simulated-vendor/tenant-scenario.ts';
import { parseScenario } from '../../local/simulated-consoles/scenario.ts';
import { inEnglish } from '../in-words.ts';

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export type Cells = Partial<Record<ColumnName, string>> & { tenant_id: string };

export interface Given extends Omit<InMemoryStackOptions, 'scenario'> {
  /** What is special about tenants, as a scenario file says it. */
  tenants?: Record<string, object>;
}

/** A row of a tenant of its own world, with a written consent. */
export function aRow(cells: Cells): Cells {
  const { tenant_id: id, ...others } = cells;
  return {
    tenant_id: id,
    company_name: `${id}株式会社`,
    clp_login_id: `clp-${id}`,
    primary_email: `vision-one@${id}.example.jp`,
    apex_central_url: `https://${id}.manage.trendmicro.com`,
    notify_emails: `it@${id}.example.jp`,
    consent_reference: 'DOC-1',
    consent_by: '見本 太郎',
    consent_on: '2026-11-02',
    ...others,
  };
}

/** A CSV of these rows, with the columns that any of them fills. */
export function csvOf(...rows: readonly Cells[]): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row) as ColumnName[]))];
  return [columns, ...rows.map((row) => columns.map((column) => row[column] ?? ''))]
    .map((cells) => writeCsvRow(cells))
    .join('');
}

/** The product in memory, closed when the test is over; nothing may have gone wrong outside of its executions. */
export function aJourney({ tenants = {}, ...options }: Given = {}): Journey {
  const scenario = scenarioOf(tenants);
  const stack = inMemoryStack({ random: () => 0.5, ...options, scenario });
  onTestFinished(() => {
    stack.close();
    expect(stack.faults).toEqual([]);
  });
  return new Journey(stack, scenario);
}

/** One CSV of these rows, uploaded and run to its end. */
export async function walk(rows: readonly Cells[], given: Given = {}): Promise<Journey> {
  const journey = aJourney(given);
  await journey.run(csvOf(...rows));
  return journey;
}

/** A scenario as its file would say it. */
export function scenarioOf(tenants: Record<string, object>): Map<string, TenantScenario> {
  const parsed = parseScenario(JSON.stringify({ tenants }), Object.keys(tenants));
  if (parsed.kind === 'refused') throw new Error(JSON.stringify(parsed.problems));
  return new Map(parsed.scenario);
}

/** What became of one tenant in one batch. */
export interface TenantEnd {
  /** Its reason as an English reader has it. */
  outcome: RecordedOutcome | undefined;
  execution: ExecutionDescription;
  /** Of migrate-tenant, in order of entry. */
  states: readonly string[];
}

/** Batches on their way through the real machines and handlers, and everything they left behind. */
export class Journey {
  readonly stack: InMemoryStack;
  /** In order of upload. */
  readonly batchIds: string[] = [];
  readonly #scenario: Map<string, TenantScenario>;

  constructor(stack: InMemoryStack, scenario: Map<string, TenantScenario>) {
    this.stack = stack;
    this.#scenario = scenario;
  }

  /** Whatever was special about the tenant is over. */
  heal(tenantId: string): void {
    this.#scenario.delete(tenantId);
    this.stack.vendor.tenant(tenantId).change({ scenario: { faults: [] } });
  }

  /** Uploads, and waits until nothing runs any more. */
  async run(csv: string | Uint8Array, key = 'incoming/pilot.csv'): Promise<string> {
    const batchId = await this.start(csv, key);
    await this.stack.engine.idle();
    return batchId;
  }

  async start(csv: string | Uint8Array, key = 'incoming/pilot.csv'): Promise<string> {
    const { batchId } = await this.stack.upload(key, csv);
    this.batchIds.push(batchId);
    return batchId;
  }

  /** In its latest batch, unless another one is named. */
  async tenant(tenantId: string, batchId = this.batchIds.at(-1) ?? ''): Promise<TenantEnd> {
    const inBatch = await this.stack.ports.batches.readTenant(batchId, tenantId);
    if (!inBatch) throw new Error(`the batch ${batchId} has no tenant ${tenantId}`);
    const arn = executionArn(machineArn('migrate-tenant'), inBatch.execution);
    const { engine } = this.stack;
    const { outcome } = inBatch;
    return {
      outcome: outcome && { ...outcome, reason: inEnglish(outcome.reason) ?? null },
      execution: engine.describeExecution(arn),
      states: engine.figuresOf(arn).states,
    };
  }

  /** States of migrate-batch; the last one is how it ended. */
  batchStates(batchId = this.batchIds.at(-1) ?? ''): readonly string[] {
    return this.stack.engine.figuresOf(executionArn(machineArn('migrate-batch'), batchId)).states;
  }

  /** How hand-over-tenant of that tenant ended. */
  async handOver(tenantId: string): Promise<string | undefined> {
    const { execution } = await this.tenant(tenantId);
    const arn = executionArn(machineArn('hand-over-tenant'), execution.name);
    return this.stack.engine.figuresOf(arn).states.at(-1);
  }

  /** What the vendor counted since the tenant was made. */
  presses(tenantId: string): Pick<Counters, 'passwordResets' | 'transferPressed' | 'updatePressed'> {
    const { passwordResets, transferPressed, updatePressed } = this.stack.vendor.tenant(tenantId).counters;
    return { passwordResets, transferPressed, updatePressed };
  }

  /** What must never be done, by any tenant. */
  violations(): Violation[] {
    return [...this.stack.vendor.tenants()].flatMap(({ violations }) => [...violations]);
  }

  mails(): Mail[] {
    return this.stack.ports.mailer.sent.map(({ mail }) => mail);
  }

  mailsTo(address: string): Mail[] {
    return this.mails().filter(({ to }) => to === address);
  }

  /** `report.csv` of a batch, as it lies in the reports bucket. */
  report(batchId = this.batchIds.at(-1) ?? ''): string {
    const report = this.stack.ports.files.reports.get(reportKey(batchId));
    if (!report) throw new Error(`the batch ${batchId} has no report`);
    return report.body;
  }
}

export const UNTOUCHED = { passwordResets: 0, transferPressed: 0, updatePressed: 0 };
/** What a clean tenant takes: each point of no return once. */
export const EACH_ONCE = { passwordResets: 1, transferPressed: 1, updatePressed: 1 };

/** Everything about how a tenant ended that must not depend on what happened on the way. */
export async function endOf(journey: Journey, tenantId: string) {
  const { outcome, execution } = await journey.tenant(tenantId);
  const { ports } = journey.stack;
  return {
    outcome: outcome?.outcome,
    reason: outcome?.reason,
    presses: journey.presses(tenantId),
    violations: journey.violations(),
    mails: journey.mails().map(({ to, subject }) => `${to}: ${subject}`),
    batch: journey.batchStates().at(-1),
    handOver: execution.status === 'SUCCEEDED' ? await journey.handOver(tenantId) : undefined,
    users: (await ports.users.list(tenantId)).map(({ name, upgradedAt }) => ({
      name,
      upgraded: upgradedAt !== undefined,
    })),
    lease: (await ports.tenants.read(tenantId))?.lease,
    secrets: await ports.vault.purposes(tenantId),
    opensTheAccount: await sealedPasswordOpens(journey, tenantId),
  };
}

/** Whether the password that lies in the vault opens the primary account: if not, the customer is locked out. */
export async function sealedPasswordOpens({ stack }: Journey, tenantId: string): Promise<boolean> {
  const { tenants, vault, visionOne } = stack.ports;
  const row = (await tenants.read(tenantId))?.row;
  const password = await vault.open(tenantId, 'primary-account-password');
  if (!row || !password) return false;
  const { apexCentralHost, region, primaryEmail: account } = row;
  return visionOne.canSignIn({ tenantId, apexCentralHost, region, account, password });
}
