import type { ExecutionDescription } from '../states/engine-types.ts';
import type { StepFunctionsEngine } from '../states/step-functions-engine.ts';
import type { Mark } from './draw-graph.ts';

/** A state that a tenant entered, in the order of the way. */
export interface Stop {
  state: string;
  at: Date;
  /** Where it waits for an instant: which. */
  until?: string;
}

type Histories = Pick<StepFunctionsEngine, 'getExecutionHistory'>;

/** Every state that an execution entered, as its history tells. */
export function wayOf(engine: Histories, executionArn: string): Stop[] {
  return engine.getExecutionHistory(executionArn).flatMap(({ timestamp, ...event }) => {
    const entered = event['stateEnteredEventDetails'] as { name: string; input?: string } | undefined;
    return entered ? [{ state: entered.name, at: timestamp, ...untilIn(event['type'], entered.input) }] : [];
  });
}

function untilIn(type: unknown, input: string | undefined): { until?: string } {
  if (type !== 'WaitStateEntered' || input === undefined) return {};
  const { lookAgainAt } = JSON.parse(input) as { lookAgainAt?: string };
  return lookAgainAt === undefined ? {} : { until: lookAgainAt };
}

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
