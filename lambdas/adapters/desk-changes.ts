import { StaleRecordError } from '../domain/errors.ts';
import type { DeskTask, Filing } from '../domain/desk/desk-task.ts';

/** Why a change did not happen. */
export function deskChangeRefused({ subject, step }: Pick<DeskTask, 'subject' | 'step'>): StaleRecordError {
  return new StaleRecordError(`the desk task ${step} of ${subject} has changed since it was read`);
}

/** The task as filing leaves it, given what is there. */
export function filed(filing: Filing, stored: DeskTask | undefined): DeskTask {
  const revision = (stored?.revision ?? 0) + 1;
  if (!stored || stored.closed) return { ...filing, answers: {}, revision };
  return { ...stored, ...filing, filedAt: stored.filedAt, revision };
}
