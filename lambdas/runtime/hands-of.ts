import type { StepCall } from './step-call.ts';
import { personHands, type PersonsPorts, switchesOfAPerson } from '../desk/person-hands.ts';
import type { HandsQuestion } from '../desk/answers.ts';
import { MAILBOX } from '../domain/mailbox-answers.ts';
import type { Hands } from '../domain/hands.ts';
import type { Ports } from '../ports/index.ts';
import type { Actor } from '../steps/shared/step-run.ts';

type HandsPorts = PersonsPorts & Pick<Ports, 'switches'>;

/**
 * Whose hands do this step now. A person who has begun it at the desk finishes it, whatever the deployment's hands are;
 * anyone who only reads a mailbox for a browser does not. Attended hands are those of the ports, in a window before
 * that person. Scripted hands play every part, also of a row that asks for a person.
 */
export function handsOf<P extends HandsPorts>(
  ports: P,
  question: HandsQuestion,
  { person, attended }: Pick<StepCall, 'person' | 'attended'>,
): { ports: P; actor: Actor } {
  const isBegun = hasBegun(question);
  const hands = attended ? 'attended' : isBegun ? 'operator' : usualHands(ports, question);
  if (hands !== 'operator') return { ports, actor: { hands, person } };
  const { hands: asked, word } = personHands(ports, question);
  const switches = isBegun ? switchesOfAPerson(ports.switches) : ports.switches;
  return { ports: { ...ports, ...asked, switches }, actor: { hands, person, word } };
}

function usualHands({ settings }: Pick<Ports, 'settings'>, { tenant }: HandsQuestion): Hands {
  const { defaultHands } = settings;
  return defaultHands === 'scripted' ? 'scripted' : (tenant.row.hands ?? defaultHands);
}

/** Whether a person has begun the step at the desk, who finishes it there. */
export function hasBegun({ task }: Pick<HandsQuestion, 'task'>): boolean {
  return task !== undefined && Object.keys(task.answers).some((name) => name !== MAILBOX);
}
