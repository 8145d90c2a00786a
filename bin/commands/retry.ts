import { Command } from 'commander';
import { withCommonOptions, type CommonFlags } from './shared/with-options.ts';

/** `retry`: one new batch of the tenants that another has not finished. */
export function retry(): Command {
  const command = new Command('retry')
    .description('start one new batch of the tenants that a batch has not finished')
    .argument('<batch>', 'the batch id');
  return withCommonOptions(command)
    .addHelpText(
      'after',
      `
Example:
  npm run -s visionlift -- retry tenants--0a1b2c3d --stage prod

The rows are those of its report.csv, as they came: correct what is wrong with a
row in report.csv itself, and submit that file instead.`,
    )
    .action(async (batchId: string, flags: CommonFlags) =>
      (await import('./retry/retry-batch.ts')).retryBatch(batchId, flags),
    );
}
