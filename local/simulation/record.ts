import type { Invariant } from './breach.ts';
import { breachesOf } from './describe-run.ts';
import type { ManyRuns } from './simulate-many.ts';

/** What one process has run: seeds that follow each other, and what came of them. */
export interface Part {
  seed: number;
  runs: number;
  tenants: number;
  faults: Record<string, number>;
  breaches: { seed: number; invariant: Invariant }[];
  /** Days that passed on the clocks of the runs, together. */
  virtualDays: number;
  /** Events of the longest history of any execution. */
  longestHistory: number;
  seconds: number;
  /** What it ran on. */
  machine: string;
  date: string;
}

/** `docs/simulation.json`: parts that ran the same code, in order of their seeds. */
export interface SimulationRecord {
  /** The trees of the code that was run, as git names them. */
  code: string;
  parts: Part[];
}

export function partOf(many: ManyRuns, at: Pick<Part, 'seed' | 'seconds' | 'machine' | 'date'>): Part {
  const { runs, tenants, faults, virtualDays, longestHistory } = many;
  return { ...at, runs, tenants, faults, breaches: breachesOf(many), virtualDays, longestHistory };
}

/**
 * The record with one part more. Parts of other code are left behind, and so is an earlier run of a seed: runs that
 * overlap would be counted twice.
 */
export function withPart(record: SimulationRecord | undefined, code: string, part: Part): SimulationRecord {
  const standing = record?.code === code ? record.parts : [];
  const apart = standing.filter(({ seed, runs }) => seed + runs <= part.seed || part.seed + part.runs <= seed);
  return { code, parts: [...apart, part].sort((one, other) => one.seed - other.seed) };
}

/** All parts as one. */
export function totalOf({ parts }: SimulationRecord) {
  const faults: Record<string, number> = {};
  for (const part of parts) {
    for (const [kind, count] of Object.entries(part.faults)) faults[kind] = (faults[kind] ?? 0) + count;
  }
  const sum = (of: (part: Part) => number): number => parts.reduce((total, part) => total + of(part), 0);
  return {
    runs: sum(({ runs }) => runs),
    tenants: sum(({ tenants }) => tenants),
    faults,
    breaches: parts.flatMap(({ breaches }) => breaches),
    virtualDays: sum(({ virtualDays }) => virtualDays),
    longestHistory: Math.max(0, ...parts.map(({ longestHistory }) => longestHistory)),
    seconds: sum(({ seconds }) => seconds),
  };
}
