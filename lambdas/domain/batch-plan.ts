import { createHash, type Hash } from 'node:crypto';
import type { Batch, BatchTenant } from './batch.ts';
import { covers, whyNotApprover, type OwnPeople } from './consent.ts';
import type { PlannedHands } from './hands.ts';
import { foreignAddresses } from './intake/foreign-addresses.ts';
import type { Operator } from './person.ts';
import type { ReleaseBy } from './release.ts';
import { nameOf } from './signed-in.ts';
import { hasReached, type Tenant } from './tenant.ts';
import { domainOf } from './is-at-domain.ts';

/** As many of each list as a page shows; the figures count all. */
const MOST_SHOWN = 50;

/** By mail domain: how many addresses there will be written to, and whether the domain is nobody's we know. */
export interface PlannedDomain {
  domain: string;
  addresses: number;
  foreign: boolean;
}

export interface PlannedTenant {
  tenantId: string;
  companyName: string;
  /** What the tenant's console showed, where it was seen before. */
  business?: string | undefined;
  region: string;
  hands: PlannedHands;
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

/** What a person confirms before the first customer is written to: of each list its beginning, and how many there are. */
export interface BatchPlan {
  tenants: PlannedTenant[];
  tenantsInAll: number;
  conflicts: Conflict[];
  conflictsInAll: number;
  /** Those that are nobody's we know. */
  foreignDomains: PlannedDomain[];
  foreignDomainsInAll: number;
  knownDomains: PlannedDomain[];
  knownDomainsInAll: number;
  /** Addresses that will be written to, and those of them at domains that are nobody's we know. */
  recipients: { all: number; surprising: number };
  windows: [hours: string, tenants: number][];
  windowsInAll: number;
  hands: [PlannedHands, number][];
  consents: [PlannedTenant['consent'], number][];
  /** SHA-256 over every tenant of the plan, its conflicts, and the file's figures. */
  hash: string;
}

/** A plan as it was when its release was asked for, with what it was made by: the command line knows no other settings. */
export interface KeptPlan {
  plan: BatchPlan;
  madeAt: string;
  settings: ReleaseSettings;
}

export interface PlanSettings extends OwnPeople {
  defaultHands: PlannedHands;
  allowedRecipientDomains: readonly string[];
}

/** What a release goes by. */
export interface ReleaseSettings extends PlanSettings {
  releaseBy: ReleaseBy;
  /** Who has which identities; of a plan that an earlier version kept, nobody. */
  operators: readonly Operator[];
  /** IANA zone of what is said. */
  zone: string;
}

/** Adds up the plan of a batch, tenant by tenant in one fixed order, without holding them all. */
export class PlanMaker {
  readonly #tenants: PlannedTenant[] = [];
  readonly #conflicts: Conflict[] = [];
  readonly #domains = new Map<string, PlannedDomain>();
  readonly #windows = new Map<string, number>();
  readonly #hands = new Map<PlannedHands, number>();
  readonly #consents = new Map<PlannedTenant['consent'], number>();
  #tenantsInAll = 0;
  #conflictsInAll = 0;
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
  add({ row, tenantId }: BatchTenant, known: Tenant | undefined): void {
    const hands = row.hands ?? this.#settings.defaultHands;
    const consent = this.#consentOf(row, known);
    const { companyName, region, approverEmail: approver, window, notBefore } = row;
    const business = known?.signedIn && nameOf(known.signedIn);
    this.#tenantsInAll++;
    if (this.#tenants.length < MOST_SHOWN)
      this.#tenants.push({ tenantId, companyName, ...(business && { business }), region, hands, consent, approver });
    const conflict = this.#conflictOf(tenantId, known);
    if (conflict) {
      this.#conflictsInAll++;
      if (this.#conflicts.length < MOST_SHOWN) this.#conflicts.push(conflict);
    }
    const foreign = new Set(foreignAddresses(row, this.#ours).map(({ value }) => domainOf(value)));
    for (const address of recipientsOf(row)) {
      const domain = domainOf(address);
      const before = this.#domains.get(domain);
      this.#domains.set(domain, {
        domain,
        addresses: (before?.addresses ?? 0) + 1,
        foreign: (before?.foreign ?? false) || foreign.has(domain),
      });
    }
    const hours = window ? `${window.from}–${window.to} ${window.zone}` : '';
    addOne(this.#windows, `${hours}${notBefore ? ` (${notBefore} →)` : ''}`.trim());
    addOne(this.#hands, hands);
    addOne(this.#consents, consent);
    this.#hash.update(JSON.stringify([row, hands, consent, conflict ?? null]));
  }

  plan(): BatchPlan {
    const domains = [...this.#domains.values()];
    const foreign = domains.filter((domain) => domain.foreign);
    const known = domains.filter((domain) => !domain.foreign);
    return {
      tenants: this.#tenants,
      tenantsInAll: this.#tenantsInAll,
      conflicts: this.#conflicts,
      conflictsInAll: this.#conflictsInAll,
      foreignDomains: foreign.slice(0, MOST_SHOWN),
      foreignDomainsInAll: foreign.length,
      knownDomains: known.slice(0, MOST_SHOWN),
      knownDomainsInAll: known.length,
      recipients: { all: addressesOf(domains), surprising: addressesOf(foreign) },
      windows: [...this.#windows].slice(0, MOST_SHOWN),
      windowsInAll: this.#windows.size,
      hands: [...this.#hands],
      consents: [...this.#consents],
      hash: this.#hash.copy().digest('hex'),
    };
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
export function recipientsOf({
  notifyEmails,
  approverEmail,
  primaryEmail,
  userAccounts,
}: BatchTenant['row']): Set<string> {
  const users = userAccounts.kind === 'listed' ? userAccounts.accounts.map(({ email }) => email) : [];
  return new Set([...notifyEmails, ...(approverEmail === undefined ? [] : [approverEmail]), primaryEmail, ...users]);
}

function addressesOf(domains: readonly PlannedDomain[]): number {
  return domains.reduce((sum, { addresses }) => sum + addresses, 0);
}

function addOne<K>(counts: Map<K, number>, key: K): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
