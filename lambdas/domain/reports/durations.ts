import { durationOf, updateTimeOf, type ReportTenant } from './report-tenant.ts';
import { PHASES, totalsOf, type Phase } from './timeline.ts';

/** Some durations as a reader compares them; milliseconds. */
export interface Spread {
  count: number;
  least: number;
  median: number;
  /** Nine of ten took no longer. */
  ninetieth: number;
  most: number;
}

/** The guide's own figure for an update, "20-30 minutes in our tests" (3-16); milliseconds. */
export const GUIDE_UPDATE = { least: 20 * 60_000, most: 30 * 60_000 };

/** A line of the histogram; milliseconds. */
export const HISTOGRAM_STEP = 5 * 60_000;
/** Whatever takes longer stands together on the last one. */
const LAST_BIN = 18;

/** Gathers the durations of a batch, tenant by tenant; 100,000 of them are a few megabytes. */
export class Durations {
  readonly #updates: number[] = [];
  readonly #tenants: number[] = [];
  readonly #phases: Record<Phase, number> = totalsOf([]);
  #first: string | undefined;
  #until: string | undefined;
  #last: string | undefined;
  #migrated = 0;

  add(tenant: ReportTenant): void {
    const [update, whole] = [updateTimeOf(tenant), durationOf(tenant)];
    if (update !== undefined) this.#updates.push(update);
    if (tenant.outcome === 'migrated' && whole !== undefined) this.#tenants.push(whole);
    const totals = totalsOf(tenant.segments);
    for (const phase of PHASES) this.#phases[phase] += totals[phase];
    const until = tenant.segments.at(-1)?.to;
    if (until !== undefined && !(this.#until && this.#until >= until)) this.#until = until;
    if (tenant.startedAt && !(this.#first && this.#first <= tenant.startedAt)) this.#first = tenant.startedAt;
    if (tenant.outcome !== 'migrated' || !tenant.endedAt) return;
    this.#migrated++;
    if (!(this.#last && this.#last >= tenant.endedAt)) this.#last = tenant.endedAt;
  }

  /** From the press to the row that says it is finished, as we saw it. */
  get updates(): Spread | undefined {
    return spreadOf(this.#updates);
  }

  /** From the first step of any tenant to the last thing that is known of any; nothing where none has begun. */
  get span(): { from: number; to: number } | undefined {
    return this.#first && this.#until ? { from: Date.parse(this.#first), to: Date.parse(this.#until) } : undefined;
  }

  /** Updates by the step of `HISTOGRAM_STEP` that they fall into: 4 is 20 to 25 minutes. */
  get histogram(): ReadonlyMap<number, number> {
    const bins = new Map<number, number>();
    for (const update of this.#updates) {
      const bin = Math.min(LAST_BIN, Math.floor(update / HISTOGRAM_STEP));
      bins.set(bin, (bins.get(bin) ?? 0) + 1);
    }
    return bins;
  }

  get lastBin(): number {
    return LAST_BIN;
  }

  /** How many updates took no longer than the guide says. */
  get withinGuide(): number {
    return this.#updates.filter((update) => update <= GUIDE_UPDATE.most).length;
  }

  /** Of the migrated tenants, from their first step to their outcome. */
  get tenants(): Spread | undefined {
    return spreadOf(this.#tenants);
  }

  /** Of all tenants together. */
  get phases(): Readonly<Record<Phase, number>> {
    return this.#phases;
  }

  /** Migrated tenants an hour, from the first start to the last migration. */
  get perHour(): number | undefined {
    if (!this.#first || !this.#last) return undefined;
    const hours = (Date.parse(this.#last) - Date.parse(this.#first)) / 3_600_000;
    return hours > 0 ? this.#migrated / hours : undefined;
  }
}

function spreadOf(values: readonly number[]): Spread | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0;
  const [least] = sorted;
  if (least === undefined) return undefined;
  return { count: sorted.length, least, median: at(0.5), ninetieth: at(0.9), most: at(1) };
}
