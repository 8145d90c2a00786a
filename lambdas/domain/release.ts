import type { Batch } from './batch.ts';
import * as z from './zod.ts';

/** Who releases a batch: nobody, one signed-in operator, or two different ones. */
export const RELEASE_BY = ['automatic', 'one', 'two'] as const;
export type ReleaseBy = (typeof RELEASE_BY)[number];

/** Name of the state, of its step and of its tasks. */
export const AWAIT_RELEASE = 'AwaitRelease';

/** One person's yes to a plan. */
const confirmationSchema = z.object({ by: z.string(), at: z.iso.datetime(), planHash: z.string() });
export type Confirmation = z.infer<typeof confirmationSchema>;

interface Answered {
  answers: Readonly<Record<string, { given: Readonly<Record<string, unknown>> }>>;
}

/** The confirmations at the task of a batch that are of this plan: those of another no longer count. */
export function confirmationsOf({ answers }: Answered, planHash: string): Confirmation[] {
  return Object.entries(answers)
    .filter(([name]) => name.startsWith('confirmed:'))
    .map(([, { given }]) => confirmationSchema.parse(given))
    .filter((confirmation) => confirmation.planHash === planHash);
}

/** Behind the name of whoever confirms at a terminal: they have named themselves, and nobody has checked it. */
export const AT_THE_TERMINAL = ' (terminal)';

/**
 * Whether two confirmations may be one person's, whichever came first: the same name; two names given at terminals; or one
 * at a terminal that the name at the desk is, or begins with, such as "hanako" and "Hanako (6f1c)" or "hanako@example.jp".
 */
export function mayBeOne(one: string, other: string): boolean {
  const [a, b] = [one.toLowerCase(), other.toLowerCase()];
  if (a === b) return true;
  const [isA, isB] = [a.endsWith(AT_THE_TERMINAL), b.endsWith(AT_THE_TERMINAL)];
  if (isA && isB) return true;
  if (isA) return begins(b, a.slice(0, -AT_THE_TERMINAL.length));
  return isB && begins(a, b.slice(0, -AT_THE_TERMINAL.length));
}

/** "An" does not begin "Anna"; a Japanese surname does begin a full name, which has no space in it. */
function begins(whole: string, name: string): boolean {
  return whole.startsWith(name) && !/^[\p{Script=Latin}\p{M}\p{N}]/u.test(whole.slice(name.length));
}

/** Whether these are enough: two have to be two people for sure. */
export function isReleased(confirmations: readonly Confirmation[], releaseBy: ReleaseBy): boolean {
  if (releaseBy !== 'two') return confirmations.length > 0;
  return confirmations.some((one) => confirmations.some((other) => !mayBeOne(one.by, other.by)));
}

/** What was decided about a batch. */
export interface Decision {
  by: string;
  at: string;
  released: boolean;
}

/** What is on record; whoever comes later does not change it. */
export function decisionOn({ release, declined }: Pick<Batch, 'release' | 'declined'>): Decision | undefined {
  if (release) return { by: release.by, at: release.at, released: true };
  return declined && { by: declined.by, at: declined.at, released: false };
}
