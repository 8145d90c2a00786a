import { areTwoPersons, proofKey, type Person } from '../../../lambdas/domain/person.ts';
import { CommandError } from '../shared/command-error.ts';
import type { ReleaseAtTheTerminal } from './read-release.ts';

/** Two people are two, and proven to be: a yes that would not count beside those that stand is told so, and not taken. */
export function refuseSecondTerminal(
  { proof }: Person,
  { settings, standing, batch }: Pick<ReleaseAtTheTerminal, 'settings' | 'standing' | 'batch'>,
): void {
  if (settings.releaseBy !== 'two') return;
  const proven = standing.filter((confirmation) => confirmation.proof !== undefined);
  const [first] = proven;
  if (!first || proven.some((other) => other.proof && areTwoPersons(other.proof, proof, settings.operators))) return;
  const isSame = proven.some((other) => other.proof && proofKey(other.proof) === proofKey(proof));
  throw new CommandError({
    code: 'second-person-needed',
    message: isSame
      ? `you have confirmed the plan of ${batch.batchId} as ${first.by}; two different operators have to`
      : `${first.by} has confirmed the plan of ${batch.batchId}, and nothing proves that you are somebody else`,
    whatToDo:
      'somebody else signs in to the desk and confirms it there; a yes at a terminal counts beside one at the desk ' +
      'where the setting "operators" says whose identities they are',
  });
}
