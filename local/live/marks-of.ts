import type { ExecutionDescription } from '../states/engine-types.ts';
import type { Stop } from '../state-timeline.ts';
import type { Mark } from './draw-graph.ts';

/** How the way looks on the graph: each state with how often it was entered, and where it goes on or has failed. */
export function marksOf(stops: readonly Stop[], status: ExecutionDescription['status']): Map<string, Mark> {
  const times = new Map<string, number>();
  for (const { state } of stops) times.set(state, (times.get(state) ?? 0) + 1);
  const stuckAt = stops[stops.findIndex(({ state }) => state === 'RecordOutcome') - 1]?.state;
  const lookOf = (state: string): Mark['look'] => {
    if (status === 'RUNNING') return state === stops.at(-1)?.state ? 'here' : 'passed';
    return status !== 'SUCCEEDED' && [stops.at(-1)?.state, stuckAt].includes(state) ? 'failed' : 'passed';
  };
  return new Map(
    [...times].map(([state, count]) => [state, { look: lookOf(state), label: count > 1 ? `×${String(count)}` : '' }]),
  );
}
