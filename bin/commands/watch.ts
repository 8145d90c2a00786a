import type { Flags } from './watch/follow-batch.ts';
import { Command, InvalidArgumentError } from 'commander';
import { withCommonOptions } from './shared/with-options.ts';

/** `watch`: follows a batch until it has ended. */
export function watch(): Command {
  const command = new Command('watch')
    .description('follow a batch to its end: bars on a terminal, a line for each change elsewhere')
    .argument('[batch]', 'the batch id; the latest batch without it')
    .option('--every <seconds>', 'how often to look', seconds, 2);
  return withCommonOptions(command)
    .addHelpText(
      'after',
      `
Example:
  npm run -s visionlift -- watch tenants--0a1b2c3d --stage prod

Ctrl-C stops watching (130); the batch goes on. With --json each change is one
object on a line of its own.`,
    )
    .action(async (batchId: string | undefined, flags: Flags) =>
      (await import('./watch/follow-batch.ts')).followBatch(batchId, flags),
    );
}

function seconds(text: string): number {
  const number = Number(text);
  if (number >= 1 && number <= 3600) return number;
  throw new InvalidArgumentError('give a number of seconds from 1 to 3600.');
}
