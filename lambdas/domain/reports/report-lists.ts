import { isAtLeast, STAGES, type Stage } from '../stage.ts';
import { durationOf, type ReportTenant } from './report-tenant.ts';

/** Tenants that a report shows one by one; the rest of a larger batch is in `report.csv` and `report.json`. */
const MOST_SHOWN = 5000;
const SLOWEST = 10;
const MOST_OF_A_LIST = 200;

type Group = ReportTenant['outcome'];

/** The order in which a reader wants them: what needs somebody comes first. */
const GROUPS: readonly Group[] = ['needsAttention', 'notReady', 'open', 'migrated', 'ready', 'skipped'];

/** The tenants a report names, and how many there are of those it does not; grows no further than what is shown. */
export class ReportLists {
  readonly #groups = new Map<Group, ReportTenant[]>();
  readonly #counts = new Map<Group, number>();
  #slowest: ReportTenant[] = [];
  readonly retried: ReportTenant[] = [];
  readonly usersOpen: ReportTenant[] = [];
  readonly undelivered: ReportTenant[] = [];
  /** Tenants that have come as far as this stage, and those that stopped after it. */
  readonly reached = new Map<Stage, number>();
  readonly stoppedAt = new Map<Stage, number>();
  readonly counts = { undelivered: 0, retried: 0, usersOpen: 0, usersAll: 0, usersUpgraded: 0, notHandedOver: 0 };

  add(tenant: ReportTenant): void {
    const { outcome, users } = tenant;
    this.#counts.set(outcome, (this.#counts.get(outcome) ?? 0) + 1);
    const group = this.#groups.get(outcome) ?? [];
    this.#groups.set(outcome, group);
    if (group.length < MOST_SHOWN) group.push(tenant);
    this.#rank(tenant);
    this.#reach(tenant);
    if (tenant.notReadyAnswers > 0) this.#list(this.retried, tenant, 'retried');
    if (tenant.undelivered.length > 0) this.#list(this.undelivered, tenant, 'undelivered');
    if (outcome !== 'migrated') return;
    this.counts.usersAll += users.all;
    this.counts.usersUpgraded += users.upgraded;
    if (users.open.length > 0) this.#list(this.usersOpen, tenant, 'usersOpen');
    if (!tenant.handedOver) this.counts.notHandedOver++;
  }

  #reach({ stage, outcome }: ReportTenant): void {
    if (stage === undefined) return;
    for (const each of STAGES) if (isAtLeast(stage, each)) this.reached.set(each, (this.reached.get(each) ?? 0) + 1);
    if (outcome === 'needsAttention') this.stoppedAt.set(stage, (this.stoppedAt.get(stage) ?? 0) + 1);
  }

  #list(list: ReportTenant[], tenant: ReportTenant, count: 'retried' | 'usersOpen' | 'undelivered'): void {
    this.counts[count]++;
    if (list.length < MOST_OF_A_LIST) list.push(tenant);
  }

  #rank(tenant: ReportTenant): void {
    if (durationOf(tenant) === undefined) return;
    this.#slowest.push(tenant);
    if (this.#slowest.length > 10 * SLOWEST) this.#slowest = this.slowest;
  }

  get slowest(): ReportTenant[] {
    return [...this.#slowest].sort((a, b) => (durationOf(b) ?? 0) - (durationOf(a) ?? 0)).slice(0, SLOWEST);
  }

  /** By outcome, as many as a report shows: those that need somebody come first. */
  groups(): { outcome: Group; count: number; shown: ReportTenant[] }[] {
    let left = MOST_SHOWN;
    return GROUPS.flatMap((outcome) => {
      const count = this.#counts.get(outcome) ?? 0;
      const shown = (this.#groups.get(outcome) ?? []).slice(0, left);
      left -= shown.length;
      return count === 0 ? [] : [{ outcome, count, shown }];
    });
  }
}
