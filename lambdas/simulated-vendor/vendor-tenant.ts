import { type FaultName, FAULTS, timesOf } from './faults.ts';
import { type ConsoleLanguage, LABELS, type Labels } from './labels.ts';
import type { ConsoleFace } from './tenant-scenario.ts';
import type { Counters, TenantState, Violation } from './tenant-state.ts';

/** One tenant at the vendor: its state, and the faults that still have to strike. */
export class VendorTenant {
  readonly #save: (state: TenantState) => void;
  #state: TenantState;
  #unsaved = false;
  #depth = 0;
  /** Grows when everybody is signed out; sessions of an earlier epoch are gone. Not remembered across processes. */
  #epoch = 0;

  constructor(state: TenantState, save: (state: TenantState) => void) {
    this.#state = state;
    this.#save = save;
  }

  get id(): string {
    return this.#state.tenantId;
  }

  get state(): Readonly<TenantState> {
    return this.#state;
  }

  get counters(): Readonly<Counters> {
    return this.#state.counters;
  }

  /** What was done to this tenant that must never happen, in order. */
  get violations(): readonly Violation[] {
    return this.#state.violations;
  }

  get language(): ConsoleLanguage {
    if (this.has('ENGLISH_CONSOLE')) return 'en';
    return this.#state.scenario.language ?? this.#state.origin.language;
  }

  /** How its pages are made. */
  get face(): ConsoleFace {
    return this.#state.scenario.face ?? 'plain';
  }

  get labels(): Labels {
    return LABELS[this.language];
  }

  /** Which labels Vision One shows; the guide's are the older ones. */
  get generation(): 'older' | 'newer' {
    return this.has('NEWER_CONSOLE') ? 'newer' : 'older';
  }

  get epoch(): number {
    return this.#epoch;
  }

  signEverybodyOut(): void {
    this.#epoch++;
  }

  has(name: FaultName): boolean {
    return this.#state.scenario.faults.some((fault) => fault.name === name);
  }

  /** How much of this fault there is, where its count is an amount; `undefined` where the tenant does not have it. */
  amountOf(name: FaultName): number | undefined {
    const fault = this.#state.scenario.faults.find((candidate) => candidate.name === name);
    return fault && (fault.count ?? FAULTS[name].amount?.byDefault);
  }

  /** Whether this fault would happen now. */
  awaits(name: FaultName): boolean {
    const fault = this.#state.scenario.faults.find((candidate) => candidate.name === name);
    return fault !== undefined && (this.#state.struck[name] ?? 0) < timesOf(fault);
  }

  /** Whether this fault happens now; one that happens is used up by one. */
  strikes(name: FaultName): boolean {
    if (!this.awaits(name)) return false;
    this.change({ struck: { ...this.#state.struck, [name]: (this.#state.struck[name] ?? 0) + 1 } });
    return true;
  }

  count(counter: keyof Counters): void {
    const { counters } = this.#state;
    this.change({ counters: { ...counters, [counter]: counters[counter] + 1 } });
  }

  violate(what: Violation['what'], now: Date): void {
    this.change({ violations: [...this.#state.violations, { at: now.toISOString(), what }] });
  }

  /** Changes and saves, before anybody hears of it. */
  change(change: Partial<TenantState>): void {
    this.#state = { ...this.#state, ...change };
    this.#unsaved = true;
    this.#saveUnlessWithin();
  }

  /** Saves all changes made within `work` in one go, also when it throws. */
  atOnce<T>(work: () => T): T {
    this.#depth++;
    try {
      return work();
    } finally {
      this.#depth--;
      this.#saveUnlessWithin();
    }
  }

  #saveUnlessWithin(): void {
    if (this.#depth > 0 || !this.#unsaved) return;
    this.#save(this.#state);
    this.#unsaved = false;
  }
}
