import type { Batch } from './batch.ts';
import { areTwoPersons, proofSchema, type Operator } from './person.ts';
import * as z from './zod.ts';

/** Who releases a batch: nobody, one signed-in operator, or two different ones. */
export const RELEASE_BY = ['automatic', 'one', 'two'] as const;
export type ReleaseBy = (typeof RELEASE_BY)[number];

/** Name of the state, of its step and of its tasks. */
export const AWAIT_RELEASE = 'AwaitRelease';

/**
 * One person's yes to a plan. An earlier version wrote down no proof of who it was: such a yes has to be given anew.
 */
const confirmationSchema = z.object({
  by: z.string(),
  at: z.iso.datetime(),
  planHash: z.string(),
  proof: z.optional(proofSchema),
});
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

/** Whether these are enough: two have to be two people, and proven to be. */
export function isReleased(
  confirmations: readonly Confirmation[],
  { releaseBy, operators }: { releaseBy: ReleaseBy; operators: readonly Operator[] },
): boolean {
  const proofs = confirmations.flatMap(({ proof }) => proof ?? []);
  if (releaseBy !== 'two') return proofs.length > 0;
  return proofs.some((one) => proofs.some((other) => areTwoPersons(one, other, operators)));
}

/** What was decided about a batch. */
export interface Decision {
  by: string;
  at: string;
  released: boolean;
}

/** What is on record; anyone who comes later does not change it. */
export function decisionOn({ release, declined }: Partial<Pick<Batch, 'release' | 'declined'>>): Decision | undefined {
  if (release) return { by: release.by, at: release.at, released: true };
  return declined && { by: declined.by, at: declined.at, released: false };
}
