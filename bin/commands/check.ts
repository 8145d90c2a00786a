import type { Flags } from './check/print-check.ts';
import { Command } from 'commander';
import { deploymentOptions } from './deployment/deployment-options.ts';
import { intakeOptions } from './shared/intake-options.ts';
import { sheetOption } from './shared/sheet.ts';
import { languageOption } from './shared/language.ts';
import { jsonOption } from './shared/json.ts';

/**
 * `check`: what the product would say of a file, before anybody uploads it. Needs no deployment and no network, but where
 * one is named its records are asked whose the consoles are.
 */
export function check(): Command {
  const command = new Command('check')
    .description('check a CSV before it is uploaded: every problem at once, with what to do')
    .argument('<file>', 'the CSV, or a workbook (.xlsx)')
    .addOption(sheetOption())
    .addOption(languageOption())
    .addOption(jsonOption());
  for (const option of [...intakeOptions(), ...deploymentOptions()]) {
    // Named in so many words only: a variable that is set for other commands must not make this one need the network.
    if (option.attributeName() === 'stage') option.envVar = undefined;
    command.addOption(option);
  }
  return command
    .addHelpText(
      'after',
      `
Example:
  npm run -s visionlift -- check tenants.csv
  npm run -s visionlift -- check tenants.csv --stage prod

With --stage or --local the consoles are compared with those that other tenants
have in the records of that deployment.

Ends with 0 when every row is accepted, 3 when some are rejected, 2 when the file
is refused, missing or unreadable, 1 when the command itself could not run.`,
    )
    .action(async (file: string, flags: Flags) => (await import('./check/print-check.ts')).printCheck(file, flags));
}
