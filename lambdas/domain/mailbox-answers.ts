import * as z from './zod.ts';
import type { DeskTask } from './desk-task.ts';

/** The question whether somebody is at the mailbox that a verification code will go to (guide 2-5). */
export const READY = 'ready';
/** Name of the answer; it says who reads a mailbox, and makes nobody the hands of the step. */
export const MAILBOX = 'mailbox';

/** A reader who pressed is waited for this long: the browser has to open the wizard meanwhile. */
const READY_FOR = 5 * 60_000;
/** The wizard stays open for so long after it has shown its prefix. */
const CODE_WITHIN = 10 * 60_000;
/** How often a reader is asked to be there before the step goes to the operator. */
export const MOST_ROUNDS = 5;

const readerSchema = z.object({
  /** How often somebody has pressed. */
  rounds: z.int(),
  readyAt: z.iso.datetime(),
  /** What the wizard shows before its code box, and since when. */
  prefix: z.optional(z.string()),
  prefixAt: z.optional(z.iso.datetime()),
  /** The prefix that a code was typed for, and when. */
  typedFor: z.optional(z.string()),
  typedAt: z.optional(z.iso.datetime()),
});
export type Reader = z.infer<typeof readerSchema>;

export function readerOf(task: Pick<DeskTask, 'answers' | 'closed'> | undefined): Reader | undefined {
  const answer = task?.closed ? undefined : task?.answers[MAILBOX];
  return answer && readerSchema.parse(answer.given);
}

/** Whether the reader is at the mailbox now: they have pressed, or typed, a moment ago. */
export function isThere(reader: Reader | undefined, now: Date): boolean {
  const last = [reader?.readyAt, reader?.typedAt]
    .filter((at) => at !== undefined)
    .sort()
    .at(-1);
  return last !== undefined && now.getTime() - Date.parse(last) <= READY_FOR;
}

/** The prefix of the code that the wizard waits for at this moment. */
export function awaitedPrefix(reader: Reader | undefined, now: Date): string | undefined {
  if (reader?.prefix === undefined || reader.prefixAt === undefined || reader.typedFor === reader.prefix)
    return undefined;
  return now.getTime() - Date.parse(reader.prefixAt) <= CODE_WITHIN ? reader.prefix : undefined;
}

/** Whether a code was typed that the wizard has not refused yet. */
export function isBeingChecked(reader: Reader | undefined, now: Date): boolean {
  return reader?.typedFor !== undefined && reader.typedFor === reader.prefix && isThere(reader, now);
}
