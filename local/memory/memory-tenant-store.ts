import { assertLegal, changeRefused, claimRefused, MARKS, stepRefused } from '../../lambdas/adapters/tenant-changes.ts';
import type { Tenant } from '../../lambdas/domain/tenant.ts';
import type {
  Claim,
  JournalEvent,
  StageLine,
  StepStart,
  TenantChange,
  TenantStore,
} from '../../lambdas/ports/tenant-store.ts';
import type { Stage } from '../../lambdas/domain/stage.ts';
import { frozenCopy } from './frozen-copy.ts';

/** Tenants in this process, for step tests and simulations. Each call is atomic because none awaits anything. */
export class MemoryTenantStore implements TenantStore {
  readonly #tenants = new Map<string, Tenant>();
  readonly #events = new Map<string, JournalEvent[]>();
  readonly #stages = new Map<string, Map<string, Stage>>();

  /** Starts with these records as they are, at whatever stage. */
  constructor(tenants: readonly Tenant[] = []) {
    for (const tenant of tenants) this.#keep(frozenCopy(tenant));
  }

  async read(tenantId: string): Promise<Tenant | undefined> {
    return this.#tenants.get(tenantId);
  }

  async readEach(tenantIds: readonly string[]): Promise<Map<string, Tenant>> {
    const tenants = tenantIds.flatMap((tenantId) => this.#tenants.get(tenantId) ?? []);
    return new Map(tenants.map((tenant) => [tenant.tenantId, tenant]));
  }

  async claim(claim: Claim): Promise<Tenant> {
    const { tenantId, batchId, row, execution, replaces } = claim;
    const stored = this.#tenants.get(tenantId);
    const holder = stored?.lease?.execution;
    if (holder !== undefined && holder !== execution && holder !== replaces) throw claimRefused(claim, stored);
    return this.#keep({
      stage: 'accepted',
      ...(stored && without(stored, 'lastStep', 'failure')),
      tenantId,
      batchId,
      row: frozenCopy(row),
      lease: frozenCopy({ execution, batchId }),
      revision: (stored?.revision ?? 0) + 1,
    });
  }

  async beginStep(tenantId: string, start: StepStart): Promise<Tenant> {
    const { step, execution, invocation, now, expiresAt } = start;
    const stored = this.#tenants.get(tenantId);
    const running = stored?.running;
    const isFree = !running || running.expiresAt <= now.toISOString() || running.invocation === invocation;
    if (stored?.lease?.execution !== execution || !isFree) throw stepRefused(tenantId, start, stored);
    return this.#keep({
      ...stored,
      running: frozenCopy({ step, invocation, expiresAt: expiresAt.toISOString() }),
      lastStep: step,
    });
  }

  async endStep(tenantId: string, invocation: string): Promise<void> {
    const stored = this.#tenants.get(tenantId);
    if (stored?.running?.invocation !== invocation) return;
    this.#keep(without(stored, 'running'));
  }

  async change(read: Tenant, execution: string | null, change: TenantChange): Promise<Tenant> {
    assertLegal(read, change);
    const stored = this.#tenants.get(read.tenantId);
    const isAsRead =
      stored?.revision === read.revision &&
      stored.stage === read.stage &&
      MARKS.every((mark) => !Object.hasOwn(change, mark) || stored[mark] === read[mark]);
    const isHeld = execution === null || stored?.lease?.execution === execution;
    if (!stored || !isAsRead || !isHeld) throw changeRefused(read, execution, stored);
    return this.#keep({
      ...without(stored, ...(Object.keys(change) as (keyof TenantChange)[])),
      stage: read.stage,
      ...frozenCopy(change),
      revision: stored.revision + 1,
    });
  }

  async release(tenantId: string, execution: string): Promise<void> {
    const stored = this.#tenants.get(tenantId);
    if (stored?.lease?.execution !== execution) return;
    this.#keep(without(stored, 'lease'));
  }

  async append(tenantId: string, event: JournalEvent): Promise<void> {
    const events = this.#events.get(tenantId);
    if (events) events.push(frozenCopy(event));
    else this.#events.set(tenantId, [frozenCopy(event)]);
  }

  async events(tenantId: string): Promise<JournalEvent[]> {
    return [...(this.#events.get(tenantId) ?? [])];
  }

  async *stages(batchId: string): AsyncIterable<StageLine> {
    for (const [tenantId, stage] of this.#stages.get(batchId) ?? []) yield { tenantId, stage };
  }

  #keep(tenant: Tenant): Tenant {
    const kept = Object.freeze(tenant);
    const ofBatch = this.#stages.get(tenant.batchId) ?? new Map<string, Stage>();
    this.#stages.set(tenant.batchId, ofBatch.set(tenant.tenantId, tenant.stage));
    this.#tenants.set(tenant.tenantId, kept);
    return kept;
  }
}

function without<K extends keyof Tenant>(tenant: Tenant, ...names: K[]): Omit<Tenant, K> {
  // Not a copy with the names deleted: V8 keeps such objects as slow dictionaries.
  const kept: Record<string, unknown> = {};
  for (const [name, part] of Object.entries(tenant)) {
    if (!names.includes(name as K)) kept[name] = part;
  }
  return kept as Omit<Tenant, K>;
}
