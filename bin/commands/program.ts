import { Command } from 'commander';
import { check } from './check.ts';
import { submit } from './submit.ts';

/** `visionlift`: the operator's one tool, one command per file of this folder. */
export function visionlift(): Command {
  const program = new Command('visionlift')
    .description('Moves tenants from Apex One SaaS to Vision One: checks and uploads files, shows how far they are.')
    .configureHelp({ showGlobalOptions: true })
    .addHelpText('after', '\nEvery command takes --help and --json. docs/command-line.md shows what each one prints.');
  for (const command of [check(), submit()]) {
    // Each command for itself: only those that are made by `command()` inherit it.
    program.addCommand(command.exitOverride());
  }
  return program.exitOverride();
}
