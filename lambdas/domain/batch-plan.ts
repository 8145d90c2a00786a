import { createHash, type Hash } from 'node:crypto';
import type { Batch, BatchTenant } from './batch.ts';
import { covers, whyNotApprover, type OwnPeople } from './consent.ts';
import type { Hands } from './hands.ts';
import { foreignRecipients } from './intake/recipients.ts';
import { hasReached, type Tenant } from './tenant.ts';

/** As many of each list as a page shows; the figures count all. */
const MOST_SHOWN = 50;

export interface PlannedTenant {
  tenantId: string;
  companyName: string;
  region: string;
  hands: Hands;
  /** `written` in the row, `recorded` for this very plan before, `asked` of an approver, or `nobody` who may be asked. */
  consent: 'written' | 'recorded' | 'asked' | 'nobody';
  approver: string | undefined;
}

/** A tenant that this batch will not get: another has it, or has migrated it. */
export interface Conflict {
  tenantId: string;
  kind: 'held' | 'migrated';
  batchId: string;
}

/** What a person confirms before the first customer is written to. */
export interface BatchPlan {
  tenants: PlannedTenant[];
  conflicts: Conflict[];
  /** By mail domain: how many addresses there will be written to, and whether the domain is nobody's we know. */
  domains: Map<string, { addresses: number; foreign: boolean }>;
  windows: Map<string, number>;
  hands: Map<Hands, number>;
  consents: Map<PlannedTenant['consent'], number>;
  conflictsInAll: number;
  /** SHA-256 over every tenant of the plan, its conflicts, and the file's figures. */
  hash: string;
}

export interface PlanSettings extends OwnPeople {
  defaultHands: Hands;
  allowedRecipientDomains: readonly string[];
}

/** Adds up the plan of a batch, tenant by tenant in one fixed order, without holding them all. */
export class PlanMaker {
  readonly #plan: Omit<BatchPlan, 'hash'> = {
    tenants: [],
    conflicts: [],
    domains: new Map(),
    windows: new Map(),
    hands: new Map(),
    consents: new Map(),
    conflictsInAll: 0,
  };
  readonly #hash: Hash = createHash('sha256');
  readonly #batchId: string;
  readonly #settings: PlanSettings;
  readonly #ours: ReadonlySet<string>;

  constructor({ batchId, rows, accepted, rejected }: Batch, settings: PlanSettings) {
    this.#batchId = batchId;
    this.#settings = settings;
    this.#ours = new Set(settings.allowedRecipientDomains);
    this.#hash.update(JSON.stringify([batchId, rows, accepted, rejected]));
  }

  /** `known` is the tenant's record across batches, where it has one. */
  add({ row, rowNumber, tenantId }: BatchTenant, known: Tenant | undefined): void {
    const plan = this.#plan;
    const hands = row.hands ?? this.#settings.defaultHands;
    const consent = this.#consentOf(row, known);
    const { companyName, region, approverEmail: approver, window, notBefore } = row;
    if (plan.tenants.length < MOST_SHOWN)
      plan.tenants.push({ tenantId, companyName, region, hands, consent, approver });
    const conflict = this.#conflictOf(tenantId, known);
    if (conflict) {
      plan.conflictsInAll++;
      if (plan.conflicts.length < MOST_SHOWN) plan.conflicts.push(conflict);
    }
    const foreign = new Set(foreignRecipients(rowNumber, row, this.#ours).map(({ value }) => domainOf(value ?? '')));
    for (const address of recipientsOf(row)) {
      const domain = domainOf(address);
      const before = plan.domains.get(domain);
      plan.domains.set(domain, {
        addresses: (before?.addresses ?? 0) + 1,
        foreign: (before?.foreign ?? false) || foreign.has(domain),
      });
    }
    const hours = window ? `${window.from}–${window.to} ${window.zone}` : '';
    addOne(plan.windows, `${hours}${notBefore ? ` (${notBefore} →)` : ''}`.trim());
    addOne(plan.hands, hands);
    addOne(plan.consents, consent);
    this.#hash.update(JSON.stringify([row, hands, consent, conflict ?? null]));
  }

  plan(): BatchPlan {
    return { ...this.#plan, hash: this.#hash.copy().digest('hex') };
  }

  #consentOf(row: BatchTenant['row'], known: Tenant | undefined): PlannedTenant['consent'] {
    if (covers(known?.consent, row)) return 'recorded';
    if (row.consent) return 'written';
    if (row.approverEmail === undefined) return 'nobody';
    return whyNotApprover(row.approverEmail, this.#settings) === undefined ? 'asked' : 'nobody';
  }

  #conflictOf(tenantId: string, known: Tenant | undefined): Conflict | undefined {
    if (!known) return undefined;
    if (hasReached(known, 'told')) return { tenantId, kind: 'migrated', batchId: known.batchId };
    const holder = known.lease?.batchId;
    return holder === undefined || holder === this.#batchId ? undefined : { tenantId, kind: 'held', batchId: holder };
  }
}

/** Everybody outside who may be written to about this tenant. */
function recipientsOf({ notifyEmails, approverEmail, primaryEmail, userAccounts }: BatchTenant['row']): Set<string> {
  const users = userAccounts.kind === 'listed' ? userAccounts.accounts.map(({ email }) => email) : [];
  return new Set([...notifyEmails, ...(approverEmail === undefined ? [] : [approverEmail]), primaryEmail, ...users]);
}

function addOne<K>(counts: Map<K, number>, key: K): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase();
}
