import { Command } from 'commander';
import { EXIT } from '../../local/run/exit-codes.ts';
import { checkFile, type CheckedFile } from './shared/checked-file.ts';
import { describeCheckedFile } from './shared/describe-checked-file.ts';
import { intakeOptions, type IntakeFlags } from './shared/intake-options.ts';
import { languageOption, type LanguageFlag } from './shared/language.ts';
import { jsonOption, printJson, type JsonFlag } from './shared/json.ts';
import { screen } from './shared/screen.ts';

type Flags = IntakeFlags & LanguageFlag & JsonFlag;

/** `check`: what the product would say of a file, before anybody uploads it. Needs no deployment and no network. */
export function check(): Command {
  const command = new Command('check')
    .description('check a CSV before it is uploaded: every problem at once, with what to do')
    .argument('<file>', 'the CSV')
    .addOption(languageOption())
    .addOption(jsonOption());
  for (const option of intakeOptions()) command.addOption(option);
  return command
    .addHelpText(
      'after',
      `
Example:
  npm run -s visionlift -- check tenants.csv

Ends with 0 when every row is accepted, 3 when some are rejected, 2 when the file
is refused, missing or unreadable, 1 when the command itself could not run.`,
    )
    .action(async (file: string, flags: Flags) => {
      const checked = await checkFile(file, flags);
      if (flags.json) printJson(checked.public);
      else process.stdout.write(`${describeCheckedFile(checked, flags.language, screen())}\n`);
      process.exitCode = exitCodeOf(checked);
    });
}

function exitCodeOf({ public: { refused, rejected } }: CheckedFile): number {
  if (refused) return EXIT.refused;
  return rejected > 0 ? EXIT.someRowsRejected : EXIT.done;
}
