/** What a benchmark measured. Each runs in a process of its own, so that the memory is its own, too. */
export interface Figures {
  /** Wall-clock time of what is measured, without the start of the process. */
  seconds: number;
  /** How much of `unit` was done in it. */
  amount: number;
  unit: string;
  /** How many times as long as something else in the same run. */
  compared?: { to: string; ratio: number };
  /** Largest resident memory of the process, in megabytes. */
  peakMegabytes: number;
}

export interface Benchmark {
  name: string;
  /** What is measured, in a sentence for the table. */
  what: string;
  /** What the project wants it to be. */
  goal?: string;
  /** Times itself; the amount is what was done in that time. */
  run(): Promise<Omit<Figures, 'peakMegabytes'>>;
}

export async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}
