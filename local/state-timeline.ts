import type { StepFunctionsEngine } from './states/step-functions-engine.ts';

/** A state that an execution entered, and when on its clock. */
export interface Stop {
  state: string;
  at: Date;
  /** Where it waits for an instant: which. */
  until?: string;
}

type Histories = Pick<StepFunctionsEngine, 'getExecutionHistory'>;

/** Every state that an execution entered, in order, as its history tells: for anyone who shows how far it is. */
export function stateTimeline(engine: Histories, executionArn: string): Stop[] {
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
