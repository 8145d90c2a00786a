import { personHands, type PersonsPorts } from '../adapters/person/person-hands.ts';
import { switchesOfAPerson } from '../adapters/person/switches-of-a-person.ts';
import type { DeskTask } from '../domain/desk/desk-task.ts';
import { MAILBOX } from '../domain/desk/mailbox-answers.ts';
import type { Hands } from '../domain/hands.ts';
import type { Tenant } from '../domain/tenant.ts';
import type { Ports } from '../ports/index.ts';

type HandsPorts = PersonsPorts & Pick<Ports, 'switches'>;

export interface HandsQuestion {
  tenant: Tenant;
  step: string;
  /** The step's open task, if a person has been asked. */
  task: DeskTask | undefined;
}

/**
 * Whose hands do this step now. A person who has begun it at the desk finishes it, whatever the deployment's hands are;
 * whoever only reads a mailbox for a browser does not. Scripted hands play every part, also of a row that asks for a person.
 */
export function handsOf<P extends HandsPorts>(ports: P, question: HandsQuestion): P {
  if (whoseHands(ports, question) !== 'operator') return ports;
  const switches = hasBegun(question) ? switchesOfAPerson(ports.switches) : ports.switches;
  return { ...ports, ...personHands(ports, question), switches };
}

/** The kind of them, for the record. */
export function whoseHands({ settings }: Pick<Ports, 'settings'>, question: HandsQuestion): Hands {
  if (hasBegun(question)) return 'operator';
  const { defaultHands } = settings;
  return defaultHands === 'scripted' ? 'scripted' : (question.tenant.row.hands ?? defaultHands);
}

function hasBegun({ task }: HandsQuestion): boolean {
  return task !== undefined && Object.keys(task.answers).some((name) => name !== MAILBOX);
}
