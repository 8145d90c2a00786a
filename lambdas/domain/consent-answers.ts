import * as z from './zod.ts';
import { consentTextNameSchema, decisionSchema, planHash } from './consent.ts';
import type { IntakeRow } from './intake/intake-row.ts';
import type { DeskAnswer, DeskTask } from './desk-task.ts';

/** The questions of a consent: yes or no; the code that was mailed then. */
export const DECIDE = 'decide';
export const CONFIRM = 'confirm';

/** A yes or no that waits for its one-time code. */
const challengeSchema = z.object({
  agreed: z.boolean(),
  by: z.string(),
  why: z.optional(z.string()),
  text: consentTextNameSchema,
  planHash: z.string(),
  expiresAt: z.iso.datetime(),
  /** Wrong codes that may still be typed. */
  triesLeft: z.int(),
});
export type Challenge = z.infer<typeof challengeSchema>;

const decidedSchema = z.object({ ...decisionSchema.shape, agreed: z.boolean(), why: z.optional(z.string()) });
export type Decided = z.infer<typeof decidedSchema>;

const approverSchema = z.object({ address: z.string(), because: z.string() });

type Answers = Pick<DeskTask, 'answers'> | undefined;

/** Who is asked: whom the operator has named at the desk, else whom the row names. */
export function approverOf(task: Answers, row: IntakeRow): string | undefined {
  const named = task?.answers['approver'];
  return named ? approverSchema.parse(named.given).address : row.approverEmail;
}

/** The yes or no that waits for its code; one to another plan is none. */
export function challengeOf(task: Answers, row: IntakeRow): Challenge | undefined {
  const answer = task?.answers['challenge'];
  const challenge = answer && challengeSchema.parse(answer.given);
  return challenge?.planHash === planHash(row) ? challenge : undefined;
}

/** What the approver has decided and confirmed; a decision about another plan is none. */
export function decidedAt(task: Answers, row: IntakeRow): Decided | undefined {
  const answer = task?.answers['decision'];
  const decided = answer && decidedSchema.parse(answer.given);
  return decided?.planHash === planHash(row) ? decided : undefined;
}

/**
 * How many codes and requests went out for this task: part of the keys under which mails are sent once. Throws for a
 * count that is none, which would be the first one again.
 */
export function sentSoFar(task: Answers): { codes: number; requests: number } {
  const count = (name: string): number => z._default(z.int(), 0).parse(task?.answers[name]?.given['count']);
  return { codes: count('codes'), requests: count('requests') };
}

/** An answer of one of these kinds, as the task keeps it. */
export function consentAnswer(
  by: string,
  now: Date,
  given: Challenge | Decided | z.infer<typeof approverSchema> | { count: number },
): DeskAnswer {
  return { by, at: now.toISOString(), given };
}
