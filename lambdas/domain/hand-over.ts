import * as z from './zod.ts';
import type { DeskAnswer, DeskTask } from './desk-task.ts';

/** The questions of a hand-over: how it went; the code that was mailed before a password is shown. */
export const TAKE_OVER = 'takeOver';
export const SHOW = 'show';

/** As long as the state waits, which says so in its TimeoutSeconds. */
const TAKE_OVER_WITHIN = 60 * 24 * 60 * 60_000;

/** Until when the customer may take the account over. */
export function takeOverBy({ filedAt }: Pick<DeskTask, 'filedAt'>): Date {
  return new Date(Date.parse(filedAt) + TAKE_OVER_WITHIN);
}

/** A code that was mailed to `to`. */
const mailedCodeSchema = z.object({ to: z.string(), expiresAt: z.iso.datetime(), triesLeft: z.int() });
export type MailedCode = z.infer<typeof mailedCodeSchema>;

export function mailedCodeOf({ answers }: Pick<DeskTask, 'answers'>): MailedCode | undefined {
  const answer = answers['code'];
  return answer && mailedCodeSchema.parse(answer.given);
}

/** How many codes went out for this task; throws for a count that is none, which would be the first one again. */
export function codesSentOf({ answers }: Pick<DeskTask, 'answers'>): number {
  return z._default(z.int(), 0).parse(answers['codes']?.given['count']);
}

/** Whether the password was shown to anybody outside. */
export function wasShown({ answers }: Pick<DeskTask, 'answers'>): boolean {
  return answers['shown'] !== undefined;
}

export function handOverAnswer(by: string, now: Date, given: DeskAnswer['given']): DeskAnswer {
  return { by, at: now.toISOString(), given };
}
