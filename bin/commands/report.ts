import type { Flags } from './report/download-reports.ts';
import { Command } from 'commander';
import { withCommonOptions } from './shared/with-options.ts';

/** `report`: brings the reports of a batch to this computer. */
export function report(): Command {
  const command = new Command('report')
    .description(
      'download the reports of a batch: as pages in both languages, as CSV and as JSON, and rejected.csv where rows were rejected',
    )
    .argument('<batch>', 'the batch id')
    .option('--to <directory>', 'where to; a folder named after the batch without it');
  return withCommonOptions(command)
    .addHelpText('after', '\nExample:\n  npm run -s visionlift -- report tenants--0a1b2c3d --stage prod')
    .action(async (batchId: string, flags: Flags) =>
      (await import('./report/download-reports.ts')).downloadReports(batchId, flags),
    );
}
