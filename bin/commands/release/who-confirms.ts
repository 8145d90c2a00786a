import { userInfo } from 'node:os';
import { typedLine } from '../../../lambdas/desk/typed-text.ts';
import { CommandError } from '../shared/command-error.ts';
import type { ReleaseAtTheTerminal } from './read-release.ts';

/** Behind the name of whoever confirms here: they have named themselves, and nobody has checked it. */
export const AT_THE_TERMINAL = ' (terminal)';

const LONGEST_NAME = 100;

/** As they named themselves, or as they are signed in to this computer. */
export function whoConfirms(name: string | undefined): string {
  return typedLine(name, LONGEST_NAME)?.slice(0, LONGEST_NAME) ?? userInfo().username;
}

/** Two people are two: of them one at most stands at a terminal, and not under the name that the other has at the desk. */
export function refuseSecondTerminal(
  name: string,
  { settings, confirmedBy, batch }: Pick<ReleaseAtTheTerminal, 'settings' | 'confirmedBy' | 'batch'>,
): void {
  if (settings.releaseBy !== 'two') return;
  const standing = confirmedBy.find(
    (by) => by.endsWith(AT_THE_TERMINAL) || by.toLowerCase().startsWith(name.toLowerCase()),
  );
  if (standing === undefined) return;
  throw new CommandError({
    code: 'second-person-needed',
    message: `${standing} has confirmed the plan of ${batch.batchId}; two different operators have to`,
    whatToDo: 'somebody else signs in to the desk and confirms it there',
  });
}
