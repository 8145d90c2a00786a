import { AWAIT_RELEASE } from '../release.ts';
import { ASK_FOR_CONSENT } from './consent-answers.ts';
import type { DeskTask } from './desk-task.ts';

const DAY = 24 * 60 * 60_000;

/** Until when a task may be answered: as long as its state waits, which says so in its TimeoutSeconds. */
export function dueAt({ step, filedAt }: Pick<DeskTask, 'step' | 'filedAt'>): Date {
  const isDecision = step === ASK_FOR_CONSENT || step === AWAIT_RELEASE;
  return new Date(Date.parse(filedAt) + (isDecision ? 30 : 7) * DAY);
}
