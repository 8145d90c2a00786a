import { Command } from 'commander';
import { withoutValues } from './shared/without-values.ts';
import { check } from './check.ts';
import { credentials } from './credentials/credentials.ts';
import { estimate } from './estimate.ts';
import { evidence } from './evidence.ts';
import { forget } from './forget.ts';
import { handOver } from './hand-over.ts';
import { journal } from './journal.ts';
import { pause } from './pause.ts';
import { release } from './release.ts';
import { report } from './report.ts';
import { resume } from './resume.ts';
import { retry } from './retry.ts';
import { status } from './status.ts';
import { stop } from './stop.ts';
import { submit } from './submit.ts';
import { watch } from './watch.ts';

/** `visionlift`: the operator's one tool, one command per file of this folder. */
export function visionlift(): Command {
  const program = new Command('visionlift')
    .description('Moves tenants from Apex One SaaS to Vision One: checks and uploads files, shows how far they are.')
    .configureOutput({ outputError: (text, write) => write(withoutValues(text)) })
    .exitOverride()
    .addHelpText('after', '\nEvery command takes --help and --json. docs/command-line.md shows what each one prints.');
  const commands = [
    ...[check(), estimate(), submit(), status(), watch(), report(), retry()],
    ...[release(), pause(), resume(), stop(), handOver()],
    ...[journal(), evidence(), credentials(), forget()],
  ];
  for (const command of commands) {
    program.addCommand(command);
  }
  inherit(program);
  return program;
}

/** Only commands that are made by `command()` inherit by themselves how to fail and how to speak. */
function inherit(command: Command): void {
  for (const each of command.commands) {
    each.copyInheritedSettings(command);
    inherit(each);
  }
}
