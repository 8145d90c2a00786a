import type { Flags } from './estimate/print-estimate.ts';
import { Command, InvalidArgumentError, Option } from 'commander';
import { intakeOptions } from './shared/intake-options.ts';
import { sheetOption } from './shared/sheet.ts';
import { jsonOption } from './shared/json.ts';
import { languageOption } from './shared/language.ts';

/** `estimate`: when a file would be finished, what it would cost, and which quota holds it up. Needs no deployment. */
export function estimate(): Command {
  const command = new Command('estimate')
    .description(
      'say of a CSV when it would be finished if it were released now, what AWS would charge, and what binds',
    )
    .argument('<file>', 'the CSV, or a workbook (.xlsx)')
    .addOption(sheetOption())
    .option('--region <region>', "AWS region, for its default quotas; a new account's may be lower", 'ap-northeast-1')
    .addOption(
      new Option('--hands <hands>', 'who works on the consoles where a row does not say')
        .choices(['browser', 'operator'])
        .default('browser'),
    )
    .option('--vendor-tenants <number>', 'tenants that may begin in a second for the vendor to be content', aRate)
    .option('--zone <zone>', 'time zone of what is said', 'Asia/Tokyo')
    .addOption(languageOption())
    .addOption(jsonOption());
  for (const option of intakeOptions()) command.addOption(option);
  return command
    .addHelpText(
      'after',
      `
Example:
  npm run -s visionlift -- estimate tenants.csv --hands operator

Times count no waiting for people: for consents, and for what only a person can do.
Hours of people are modelled from counted presses and keys, for clean tenants.
Prices are list prices of AWS, without free tiers. Ends with 0, with 2 when the file
is refused, missing or unreadable, with 1 when the command itself could not run.`,
    )
    .action(async (file: string, flags: Flags) =>
      (await import('./estimate/print-estimate.ts')).printEstimate(file, flags),
    );
}

function aRate(text: string): number {
  const rate = Number(text);
  if (rate > 0 && Number.isFinite(rate)) return rate;
  throw new InvalidArgumentError('give a number above 0.');
}
