import { cpus, totalmem } from 'node:os';
import { median, type Figures, type Section } from './section.ts';

/** What a section's figures were measured on, and when: without it they mean nothing. */
export interface Circumstances {
  date: string;
  cpu: string;
  cores: number;
  memoryGigabytes: number;
  node: string;
  /** How often; each figure is the median. */
  runs: number;
}

export interface Measured {
  what: string;
  measured: Circumstances;
  /** Wall-clock and processor time of one run, the start of its process included. */
  seconds: number;
  cpuSeconds: number;
  /** Largest resident memory of its process. */
  peakMegabytes: number;
  figures: Figures;
}

/** `docs/benchmarks.json`: a key for each section. */
export type Report = Readonly<Record<string, Measured>>;

/** What one run of a section's process answers. */
export type Run = Pick<Measured, 'seconds' | 'cpuSeconds' | 'peakMegabytes' | 'figures'>;

/** The median of several runs, figure by figure. */
export function measuredOf({ what }: Section, runs: readonly Run[]): Measured {
  const [first] = runs;
  if (!first) throw new Error('there was no run');
  const middle = (value: (run: Run) => number): number => significant(median(runs.map(value)));
  const figures = Object.entries(first.figures).map(([name, figure]) => [
    name,
    { ...figure, value: middle((run) => run.figures[name]?.value ?? Number.NaN) },
  ]);
  return {
    what,
    measured: circumstances(runs.length),
    seconds: middle((run) => run.seconds),
    cpuSeconds: middle((run) => run.cpuSeconds),
    peakMegabytes: middle((run) => run.peakMegabytes),
    figures: Object.fromEntries(figures) as Figures,
  };
}

function circumstances(runs: number): Circumstances {
  return {
    date: new Date().toISOString().slice(0, 10),
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryGigabytes: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    runs,
  };
}

/** More digits than that no clock here tells. */
function significant(value: number): number {
  return Number(value.toPrecision(5));
}
