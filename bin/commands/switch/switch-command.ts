import type { SwitchFlags, SwitchCommand } from './turn-at-the-terminal.ts';
import { Command } from 'commander';
import { withCommonOptions } from '../shared/with-options.ts';

/** A command that turns the switch of one batch or of the whole deployment. */
export function switchCommand(given: SwitchCommand): Command {
  const command = new Command(given.name)
    .description(given.description)
    .argument('[batch]', 'the batch id')
    .option('--everything', 'every batch of the deployment, instead of one')
    .option('--by <name>', 'who turns the switch, for the record; by default who is signed in here');
  if (given.needsWhy) command.requiredOption('--why <reason>', 'why, in words that others will read');
  return withCommonOptions(command)
    .addHelpText('after', given.help)
    .action(async (batchId: string | undefined, flags: SwitchFlags) =>
      (await import('./turn-at-the-terminal.ts')).turnAtTheTerminal(given, batchId, flags),
    );
}
