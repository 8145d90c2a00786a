import { mayBeOne } from '../../../lambdas/domain/release.ts';
import { CommandError } from '../shared/command-error.ts';
import type { ReleaseAtTheTerminal } from './read-release.ts';

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
