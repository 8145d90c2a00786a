import type { Flags } from './submit/submit-file.ts';
import { Command } from 'commander';
import { intakeOptions } from './shared/intake-options.ts';
import { sheetOption } from './shared/sheet.ts';
import { withCommonOptions } from './shared/with-options.ts';

/** `submit`: checks a file and uploads the very bytes that were checked; its batch starts by that alone. */
export function submit(): Command {
  const command = new Command('submit')
    .description('check a CSV, upload it and tell the batch that it starts')
    .argument('<file>', 'the CSV, or a workbook (.xlsx)')
    .addOption(sheetOption())
    .option('--dry-run', 'every check, and nothing is changed at the vendor');
  for (const option of intakeOptions()) command.addOption(option);
  return withCommonOptions(command)
    .addHelpText(
      'after',
      `
Example:
  npm run -s visionlift -- submit tenants.csv --stage prod --dry-run

A refused file is not uploaded (2). Rejected rows stay behind, in rejected.csv
of the batch; the others start.`,
    )
    .action(async (file: string, flags: Flags) => (await import('./submit/submit-file.ts')).submitFile(file, flags));
}
