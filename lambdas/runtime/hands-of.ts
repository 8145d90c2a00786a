import { personHands, type PersonsPorts, switchesOfAPerson } from '../desk/person-hands.ts';
import type { HandsQuestion } from '../desk/answers.ts';
import { MAILBOX } from '../domain/mailbox-answers.ts';
import type { Hands } from '../domain/hands.ts';
import type { Ports } from '../ports/index.ts';
import type { Actor } from '../steps/shared/step-run.ts';

type HandsPorts = PersonsPorts & Pick<Ports, 'switches'>;

/**
 * Whose hands do this step now. A person who has begun it at the desk finishes it, whatever the deployment's hands are;
 * whoever only reads a mailbox for a browser does not. Scripted hands play every part, also of a row that asks for a person.
 */
export function handsOf<P extends HandsPorts>(
  ports: P,
  question: HandsQuestion,
  person: string | undefined,
): { ports: P; actor: Actor } {
  const hasBegun = Object.keys(question.task?.answers ?? {}).some((name) => name !== MAILBOX);
  const hands = hasBegun ? 'operator' : usualHands(ports, question);
  if (hands !== 'operator') return { ports, actor: { hands, person } };
  const { hands: asked, word } = personHands(ports, question);
  const switches = hasBegun ? switchesOfAPerson(ports.switches) : ports.switches;
  return { ports: { ...ports, ...asked, switches }, actor: { hands, person, word } };
}

function usualHands({ settings }: Pick<Ports, 'settings'>, { tenant }: HandsQuestion): Hands {
  const { defaultHands } = settings;
  return defaultHands === 'scripted' ? 'scripted' : (tenant.row.hands ?? defaultHands);
}
