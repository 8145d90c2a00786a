import type { Breach, Invariant } from './breach.ts';
import type { InjectedFault } from './fault-kinds.ts';
import { simulateRun, type SimulatedRun } from './simulate-run.ts';

export interface ShortestHistory {
  /** The faults without any of which the breach does not happen; none where the code breaks it by itself. */
  faults: readonly InjectedFault[];
  breach: Breach;
}

/** Replays of one run that are spent on leaving faults out. */
const MOST_REPLAYS = 60;

/** The fewest faults found that still break the same invariant: halves are left out first, then single ones. */
export async function shortestHistory(
  run: SimulatedRun,
  invariant: Invariant,
  without: readonly InjectedFault['kind'][] = [],
): Promise<ShortestHistory> {
  let replays = 0;
  let faults = run.injected;
  let breach = breachOf(run, invariant);
  if (!breach) throw new Error(`seed ${String(run.seed)} does not break ${invariant}`);
  const stillBroken = async (left: readonly InjectedFault[]): Promise<boolean> => {
    if (replays++ >= MOST_REPLAYS) return false;
    const ids = new Set(left.map(({ id }) => id));
    const replay = await simulateRun(run.seed, { allows: ({ id, kind }) => ids.has(id) && !without.includes(kind) });
    const found = breachOf(replay, invariant);
    if (!found) return false;
    breach = found;
    // What is left out may keep others from happening.
    faults = replay.injected;
    return true;
  };
  for (let size = Math.ceil(faults.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let start = 0; start < faults.length;) {
      const shorter = faults.filter((_, index) => index < start || index >= start + size);
      if (!(await stillBroken(shorter))) start += size;
    }
  }
  return { faults, breach };
}

function breachOf({ breaches }: SimulatedRun, invariant: Invariant): Breach | undefined {
  return breaches.find((breach) => breach.invariant === invariant);
}
