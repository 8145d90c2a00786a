import { Command, InvalidArgumentError, Help, type HelpConfiguration } from 'commander';
import about from '../../package.json' with { type: 'json' };
import { japaneseHelp, readsJapanese, translateNotes } from './shared/japanese-help.ts';
import { withoutValues } from './shared/without-values.ts';
import { wrap } from '../../terminal/wrap.ts';

/**
 * One command per file of this folder, in the order of the help. A file has the words of its command alone, and loads its
 * work when they are understood: nearly all of a short command's time goes into loading.
 */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  check: async () => (await import('./check.ts')).check(),
  estimate: async () => (await import('./estimate.ts')).estimate(),
  submit: async () => (await import('./submit.ts')).submit(),
  status: async () => (await import('./status.ts')).status(),
  watch: async () => (await import('./watch.ts')).watch(),
  report: async () => (await import('./report.ts')).report(),
  retry: async () => (await import('./retry.ts')).retry(),
  assist: async () => (await import('./assist.ts')).assist(),
  release: async () => (await import('./release.ts')).release(),
  pause: async () => (await import('./pause.ts')).pause(),
  resume: async () => (await import('./resume.ts')).resume(),
  stop: async () => (await import('./stop.ts')).stop(),
  'hand-over': async () => (await import('./hand-over.ts')).handOver(),
  journal: async () => (await import('./journal.ts')).journal(),
  evidence: async () => (await import('./evidence.ts')).evidence(),
  credentials: async () => (await import('./credentials/credentials.ts')).credentials(),
  doctor: async () => (await import('./doctor.ts')).doctor(),
  forget: async () => (await import('./forget.ts')).forget(),
};

/** `visionlift`: the operator's one tool; of its commands only the one that is named, or all where none of them is. */
export async function visionlift(words: readonly string[] = []): Promise<Command> {
  const [named] = words;
  const program = new Command('visionlift')
    .description('Moves tenants from Apex One SaaS to Vision One: checks and uploads files, shows how far they are.')
    .configureOutput({ outputError: (text, write) => write(withoutValues(text)) })
    .configureHelp(readsJapanese(words) ? { ...narrowHelp, ...japaneseHelp } : narrowHelp)
    .exitOverride()
    .version(versionIn(words), '--version', 'print the name and the version; with --json as one object')
    .addHelpText(
      'after',
      '\nEvery command takes --help and --json. docs/command-line.md shows what each one prints.\n' +
        'Behind a proxy: HTTPS_PROXY, NO_PROXY, and NODE_EXTRA_CA_CERTS for a private authority.',
    );
  const one = named !== undefined && Object.hasOwn(COMMANDS, named) ? COMMANDS[named] : undefined;
  const commands = await Promise.all((one ? [one] : Object.values(COMMANDS)).map((load) => load()));
  for (const command of commands) program.addCommand(command);
  inherit(program);
  if (readsJapanese(words)) translateNotes(program);
  return program;
}

function versionIn(words: readonly string[]): string {
  const { name, version } = about;
  return words.includes('--json') ? JSON.stringify({ name, version }) : `${name} ${version}`;
}

/** Only commands that are made by `command()` inherit by themselves how to fail and how to speak. */
function inherit(command: Command): void {
  for (const each of command.commands) {
    each.copyInheritedSettings(command);
    for (const argument of each.registeredArguments) argument.argParser(notBlank);
    inherit(each);
  }
}

/** An id or a file: one of blanks is a variable of the shell that is not set, and would be looked for in vain. */
function notBlank(text: string): string {
  if (text.trim() !== '') return text;
  throw new InvalidArgumentError('it is empty: is a variable of the shell not set?');
}

/** Beside the words of its longest option a description has less than half of such a terminal. */
const NARROW = 60;
const INDENT = '  ';

/** Help on a narrow terminal: what an option means stands below it, in whole words. */
const narrowHelp: HelpConfiguration = {
  formatItem(term, termWidth, description, helper) {
    const width = helper.helpWidth ?? 80;
    if (width >= NARROW) return Help.prototype.formatItem.call(helper, term, termWidth, description, helper);
    const below = wrap(description, width - 2 * INDENT.length).map((line) => `${INDENT}${INDENT}${line}`);
    return [`${INDENT}${term}`, ...below].join('\n');
  },
};
