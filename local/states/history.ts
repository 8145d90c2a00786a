/** One event as GetExecutionHistory gives it, its details under the key AWS uses for that type. */
export interface HistoryEvent {
  readonly id: number;
  readonly previousEventId: number;
  readonly timestamp: Date;
  readonly type: string;
  readonly [details: string]: unknown;
}

/** Stands beside each input, output and set of variables; one object, as long histories hold it thousands of times. */
export const WHOLE: { readonly truncated: boolean } = Object.freeze({ truncated: false });

/** `counts` keeps numbers only: 100,000 executions of 200 events each would not fit otherwise. */
export type HistoryMode = 'full' | 'counts';

/** AWS ends an execution that has reached this many events; the last one says so. */
export const HISTORY_LIMIT = 25_000;

/** What happened in one execution. */
export class History {
  readonly #events: HistoryEvent[] | undefined;
  readonly #now: () => Date;
  readonly #onFull: () => void;
  #count = 0;
  #largestPayload = 0;
  #isClosed = false;
  /** Names of states in order of entry, with repeats. */
  readonly states: string[] = [];

  constructor(mode: HistoryMode, now: () => Date, onFull: () => void) {
    this.#events = mode === 'full' ? [] : undefined;
    this.#now = now;
    this.#onFull = onFull;
  }

  get count(): number {
    return this.#count;
  }

  get largestPayload(): number {
    return this.#largestPayload;
  }

  /** Empty where only counts are kept. */
  get events(): readonly HistoryEvent[] {
    return this.#events ?? [];
  }

  /**
   * Returns the event's id, for the event that follows from it. The last place is kept for the closing event, after
   * which nothing is added: what the end of an execution stops still unwinds.
   */
  add(type: string, previousEventId: number, details?: () => object): number {
    if (this.#isClosed) return this.#count;
    if (this.#count >= HISTORY_LIMIT - 1) {
      this.#onFull();
      return this.#count;
    }
    return this.#append(type, previousEventId, details);
  }

  /** A redrive goes on in the same history. */
  reopen(redriveCount: number): void {
    this.#isClosed = false;
    this.#append('ExecutionRedriven', this.#count, () => ({ executionRedrivenEventDetails: { redriveCount } }));
  }

  close(type: string, details: () => object): void {
    this.#append(type, this.#count, details);
    this.#isClosed = true;
  }

  sawPayload(bytes: number): void {
    if (bytes > this.#largestPayload) this.#largestPayload = bytes;
  }

  #append(type: string, previousEventId: number, details: (() => object) | undefined): number {
    const id = ++this.#count;
    this.#events?.push({ id, previousEventId, timestamp: this.#now(), type, ...details?.() });
    return id;
  }
}
