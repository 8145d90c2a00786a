/** How often something happened in each second of the virtual clock. */
export class PerSecond {
  readonly #seconds = new Map<number, number>();
  total = 0;

  count(milliseconds: number, times = 1): void {
    const second = Math.floor(milliseconds / 1000);
    this.#seconds.set(second, (this.#seconds.get(second) ?? 0) + times);
    this.total += times;
  }

  /** The counts of both; what two parts of a simulation did side by side. */
  add(seconds: Iterable<[number, number]>): this {
    for (const [second, times] of seconds) this.count(second * 1000, times);
    return this;
  }

  get seconds(): ReadonlyMap<number, number> {
    return this.#seconds;
  }

  get most(): number {
    return Math.max(0, ...this.#seconds.values());
  }
}
