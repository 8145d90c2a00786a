import { personHands, type PersonsPorts, switchesOfAPerson } from '../desk/person-hands.ts';
import type { HandsQuestion } from '../desk/answers.ts';
import { MAILBOX } from '../domain/mailbox-answers.ts';
import type { Hands } from '../domain/hands.ts';
import type { Ports } from '../ports/index.ts';

type HandsPorts = PersonsPorts & Pick<Ports, 'switches'>;

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
