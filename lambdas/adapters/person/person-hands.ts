import type { DeskTask } from '../../domain/desk/desk-task.ts';
import { PersonNeededError } from '../../domain/errors.ts';
import type { ConsolePorts, Ports } from '../../ports/index.ts';
import { handsThat } from '../no-hands.ts';

export interface PersonAtStep {
  step: string;
  task: DeskTask | undefined;
}

/** The hands of a person at the desk: what the console shows is what they have answered; what is missing is asked. */
export function personHands(_ports: Ports, { step }: PersonAtStep): ConsolePorts {
  return handsThat(async () => {
    throw new PersonNeededError(`${step} is done by hand: a person has to do this step`);
  });
}
