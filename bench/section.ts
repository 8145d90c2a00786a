/** One figure that a section measured or computed. */
export interface Figure {
  /** What it is, in the words of the table. */
  says: string;
  value: number;
  unit: string;
  /** What the project wants it to be, at most or at least. */
  atMost?: number;
  atLeast?: number;
}

/** By name: `polls`, `meanDelay`. */
export type Figures = Readonly<Record<string, Figure>>;

/** One part of `npm run bench`, in a file of its own; it runs in a process of its own, so that its memory is its own, too. */
export interface Section {
  /** Its key in the JSON, and what `--only` calls it. */
  name: string;
  /** What is measured, in a sentence for the table. */
  what: string;
  /** Measures itself and throws where what it measured did not get there: a broken run would be a fast one. */
  run(): Promise<Figures>;
}

/** Wall-clock time of `work`, in seconds. */
export async function secondsOf(work: () => unknown): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The value that a share `p` of all is not above; the larger of two where it lies between them. */
export function quantile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(Math.floor(p * sorted.length), sorted.length - 1)] ?? Number.NaN;
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
