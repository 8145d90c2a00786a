import { INVARIANTS, type Invariant } from './breach.ts';
import type { ShortestHistory } from './shortest.ts';
import type { ManyRuns } from './simulate-many.ts';

/** The last line of `--json`; its shape is part of the command's promise. */
export function toJson(many: ManyRuns): string {
  const { runs, tenants, faults } = many;
  return JSON.stringify({ runs, tenants, faults, breaches: breachesOf(many) });
}

/** Each invariant that a run broke, once. */
export function breachesOf({ broken }: Pick<ManyRuns, 'broken'>): { seed: number; invariant: Invariant }[] {
  return broken.flatMap(({ seed, breaches }) =>
    [...new Set(breaches.map(({ invariant }) => invariant))].map((invariant) => ({ seed, invariant })),
  );
}

/** A table of what was injected, and what it broke. */
export function toTable({ runs, tenants, faults, broken }: ManyRuns): string {
  const injected = Object.entries(faults).sort(([, a], [, b]) => b - a);
  const width = Math.max(0, ...injected.map(([kind]) => kind.length));
  return [
    `${String(runs)} runs, ${String(tenants)} tenants`,
    ...injected.map(([kind, count]) => `  ${kind.padEnd(width)} ${String(count).padStart(8)}`),
    broken.length === 0 ? 'no breach' : `${String(broken.length)} runs with a breach`,
    '',
  ].join('\n');
}

/** How one invariant was broken, with the fewest faults found. */
export function describeBreach(seed: number, invariant: Invariant, { faults, breach }: ShortestHistory): string {
  return [
    `seed ${String(seed)} breaks ${invariant}: ${INVARIANTS[invariant]}`,
    `  ${breach.what}`,
    ...(faults.length === 0 ? ['  without any fault'] : faults.map(({ id, kind }) => `  after ${kind} at ${id}`)),
    `  again: npm run -s simulate -- --replay ${String(seed)}`,
    '',
  ].join('\n');
}
