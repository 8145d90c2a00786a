import type { ReleaseFlags } from './release/release-batch.ts';
import { Command } from 'commander';
import { withCommonOptions } from './shared/with-options.ts';

/** `release`: the plan of a batch, and an operator's yes to it; the desk's page says no as well. */
export function release(): Command {
  const command = new Command('release')
    .description('show the plan of a batch that waits for its release, and confirm it')
    .argument('<batch>', 'the batch id')
    .option('--by <name>', 'who confirms, for the record; asked for on a terminal, unless given')
    .option('--yes <hash>', 'confirm without being asked, if the plan still has this hash');
  return withCommonOptions(command)
    .addHelpText(
      'after',
      `
Example:
  npm run -s visionlift -- release tenants--0a1b2c3d --stage prod

Where two operators have to release a batch, this is one of them: the other signs in
to the desk. A no is given there as well.`,
    )
    .action(async (batchId: string, flags: ReleaseFlags) =>
      (await import('./release/release-batch.ts')).releaseBatch(batchId, flags),
    );
}
