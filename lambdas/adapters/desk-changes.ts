import { StaleRecordError } from '../domain/errors.ts';
import type { DeskChange } from '../ports/desk.ts';
import type { DeskTask, Filing } from '../domain/desk/desk-task.ts';

/** Why a change did not happen. */
export function deskChangeRefused({ subject, step }: Pick<DeskTask, 'subject' | 'step'>): StaleRecordError {
  return new StaleRecordError(`the desk task ${step} of ${subject} has changed since it was read`);
}

/** What a change writes besides: another question, or other answers, make pages of before out of date. */
export function changing(read: DeskTask, change: DeskChange): DeskChange & Pick<DeskTask, 'revision' | 'askedSince'> {
  const revision = read.revision + 1;
  const isAnother = 'ask' in change || 'answers' in change;
  return { ...change, revision, askedSince: isAnother ? revision : (read.askedSince ?? read.revision) };
}

/** The task as filing leaves it, given what is there. */
export function filed(filing: Filing, stored: DeskTask | undefined): DeskTask {
  const revision = (stored?.revision ?? 0) + 1;
  if (!stored || stored.closed) return { ...filing, answers: {}, revision };
  const askedSince = filing.ask === stored.ask ? (stored.askedSince ?? stored.revision) : revision;
  return { ...stored, ...filing, filedAt: stored.filedAt, revision, askedSince };
}
