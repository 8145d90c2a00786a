import * as z from 'zod';

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

/** Whether these are enough: one person who confirms twice is one. */
export function isReleased(confirmations: readonly Confirmation[], releaseBy: ReleaseBy): boolean {
  const people = new Set(confirmations.map(({ by }) => by.toLowerCase()));
  return people.size >= (releaseBy === 'two' ? 2 : 1);
}
