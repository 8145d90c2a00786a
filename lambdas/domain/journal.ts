import type { Deed } from './statements/catalogue.ts';
import type { RecordedStatement } from './statements/statement.ts';

/** What the journal keeps of one event: who, what, when; never a secret. */
export interface JournalEvent {
  at: string;
  /** ARN of the execution, the name of the trigger, or the person who answered. */
  by: string;
  step: string;
  /** What was done: a `Deed`; of an earlier version, a sentence in English. */
  what: RecordedStatement;
  /** Further facts, such as what a row showed. */
  seen?: Record<string, string | number | boolean | null>;
}

/** Whether an event is that deed, for what goes by the journal: a timeline, a report. */
export function isDeed<Code extends Deed['code']>(
  what: RecordedStatement,
  code: Code,
): what is Extract<Deed, { code: Code }> {
  return typeof what !== 'string' && what.code === code;
}

/** The look that an event leaves its tenant waiting for, and why where it is no plain one; as each version wrote it. */
export function nextLookOf({ what }: Pick<JournalEvent, 'what'>): { why: string | undefined } | undefined {
  if (isDeed(what, 'looksAgain')) return { why: what.why };
  const [, why] = (typeof what === 'string' && /^looks again at \S+(?: \((\w+)\))?/u.exec(what)) || [];
  return typeof what === 'string' && what.startsWith('looks again') ? { why } : undefined;
}

/** Whether a step was done with this event; as each version wrote it. */
export function isDone({ what }: Pick<JournalEvent, 'what'>): boolean {
  return what === 'done' || isDeed(what, 'done');
}

/** Whether a tenant waits for a person after this event; as each version wrote it. */
export function waitsForAPerson({ what }: Pick<JournalEvent, 'what'>): boolean {
  return isDeed(what, 'waitsAtTheDesk') || (typeof what === 'string' && what.startsWith('waits at the desk'));
}
