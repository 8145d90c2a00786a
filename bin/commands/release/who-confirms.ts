import { userInfo } from 'node:os';
import { typedLine } from '../../../lambdas/desk/typed-text.ts';
import { mayBeOne } from '../../../lambdas/domain/release.ts';
import { CommandError } from '../shared/command-error.ts';
import type { ReleaseAtTheTerminal } from './read-release.ts';

const LONGEST_NAME = 100;

/** As they named themselves, or as they are signed in to this computer. */
export function whoConfirms(name: string | undefined): string {
  return typedLine(name, LONGEST_NAME)?.slice(0, LONGEST_NAME) ?? userInfo().username;
}

/** Two people are two: whoever may be one who has confirmed is told so instead of being counted as nobody. */
export function refuseSecondTerminal(
  by: string,
  { settings, confirmedBy, batch }: Pick<ReleaseAtTheTerminal, 'settings' | 'confirmedBy' | 'batch'>,
): void {
  if (settings.releaseBy !== 'two') return;
  const standing = confirmedBy.find((confirmed) => mayBeOne(confirmed, by));
  if (standing === undefined) return;
  throw new CommandError({
    code: 'second-person-needed',
    message: `${standing} has confirmed the plan of ${batch.batchId}; two different operators have to`,
    whatToDo: 'somebody else signs in to the desk and confirms it there',
  });
}
