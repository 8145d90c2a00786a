import { enableCompileCache } from 'node:module';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { screen } from '../terminal/screen.ts';
import { japaneseHelp, readsJapanese } from './commands/shared/japanese-help.ts';
import { sheetOption, type SheetFlag } from './commands/shared/sheet.ts';
import { RELEASE_BY, type ReleaseBy } from '../lambdas/domain/release.ts';
import { USER_MAILS, type UserMails } from '../lambdas/domain/user-mails-to.ts';
import type { LocalHands } from '../local/embedded-stack.ts';
import { EXIT } from '../terminal/exit-codes.ts';
import { NoFolderError } from '../local/run/make-folder.ts';
import { prepareOutDirectory, type OutDirectory } from '../local/run/out-directory.ts';
import { describeSummary } from '../local/run/print-summary.ts';
import { RunRefusedError } from '../local/run/refused-error.ts';
import { whyUnwritable } from '../local/unwritable.ts';
import { emptySummary, type RunSummary } from '../local/run/summary.ts';
import type { Speed } from '../local/virtual-clock.ts';

interface Flags extends SheetFlag {
  json?: true;
  speed: Speed;
  hands: LocalHands;
  out: string;
  continue?: true;
  releaseBy?: ReleaseBy;
  userMails?: UserMails;
}

// The emulators, the interpreter and the vendor are loaded once the words are understood, and compiled once.
enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/visionlift', import.meta.url)));

const interrupted = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    interrupted.abort(new Error('stopped'));
  });
}

const speed = new Option('--speed <speed>', 'how fast waits pass: a multiple of real time, or max')
  .argParser(parseSpeed)
  .default(300);
const out = new Option('--out <directory>', 'folder for state, reports and mails').default('.local');
const goOn = new Option('--continue', 'go on with tables, objects and vendor of the last run in that folder');
const hands = new Option('--hands <hands>', 'who does the console steps')
  .choices(['browser', 'operator', 'scripted'])
  .default('browser');

const program = new Command('visionlift-local').description(
  'Runs visionlift on this computer; no AWS account is needed.',
);
// Before the commands are added, which take it over.
program.exitOverride();
if (readsJapanese(process.argv)) program.configureHelp(japaneseHelp);
program
  .command('run', { isDefault: true })
  .description('run the tenants of a CSV to their end')
  .argument(
    '[file]',
    'the CSV, or a workbook (.xlsx); a file <stem>.vendor.json beside it tells what is special about its tenants',
    'samples/tenants.csv',
  )
  .addOption(sheetOption())
  .option('--json', 'print one JSON object as the last line')
  .addOption(speed)
  .addOption(out)
  .addOption(goOn)
  .addOption(hands)
  .action(run);
program
  .command('serve')
  .description('keep everything up until stopped, and print the addresses')
  .argument('[file]', 'a CSV or a workbook to begin with, as run takes it')
  .addOption(sheetOption())
  .addOption(speed)
  .addOption(out)
  .addOption(goOn)
  .addOption(hands)
  .addOption(
    new Option('--release-by <people>', 'who releases a batch before anybody outside hears of it')
      .choices(RELEASE_BY)
      .default('automatic'),
  )
  .addOption(
    new Option('--user-mails <to>', 'who is asked to upgrade user accounts, and with it to take the tenant over')
      .choices(USER_MAILS)
      .default('none'),
  )
  .action(async (file: string | undefined, flags: Flags) => {
    const { serve } = await import('../local/run/serve.ts');
    const files = file === undefined ? undefined : await filesOf(file, flags);
    await inOutDirectory('npm run local', flags, (directory) =>
      serve({
        files,
        out: directory,
        speed: flags.speed,
        hands: flags.hands,
        people: { releaseBy: flags.releaseBy, userMails: flags.userMails },
        output: process.stderr,
        signal: interrupted.signal,
      }),
    );
  });

async function run(file: string, flags: Flags): Promise<void> {
  const summary = await runOrRefuse(file, flags);
  if (flags.json) process.stdout.write(`${JSON.stringify(summary)}\n`);
  else process.stdout.write(`${describeSummary(summary, process.cwd(), screen().width)}\n`);
  process.exitCode = summary.refused ? EXIT.refused : EXIT.done;
}

async function runOrRefuse(file: string, flags: Flags): Promise<RunSummary> {
  try {
    const { runBatch } = await import('../local/run/run-batch.ts');
    const files = await filesOf(file, flags);
    return await inOutDirectory('npm start', flags, (directory) =>
      runBatch({
        files,
        out: directory,
        speed: flags.speed,
        hands: flags.hands,
        output: process.stderr,
        person: flags.json || !process.stdin.isTTY || !process.stderr.isTTY ? undefined : process.stdin,
        signal: interrupted.signal,
      }),
    );
  } catch (error) {
    if (error instanceof RunRefusedError) return emptySummary(resolve(flags.out), true, error.problems);
    throw error;
  }
}

async function filesOf(file: string, { sheet }: SheetFlag) {
  const { readRunFiles } = await import('../local/run/read-files.ts');
  return readRunFiles(file, sheet, (notice) => {
    process.stderr.write(`${notice}\n`);
  });
}

/** Holds the folder of `--out` while `work` is at it; nobody else works there meanwhile. */
async function inOutDirectory<T>(
  command: string,
  { out: root, continue: goOn }: Flags,
  work: (directory: OutDirectory) => Promise<T>,
): Promise<T> {
  const directory = await prepareOutDirectory({ out: root, goOn: goOn ?? false, command });
  try {
    return await work(directory);
  } finally {
    await directory.release();
  }
}

function parseSpeed(text: string): Speed {
  if (text === 'max') return 'max';
  const multiple = Number(text);
  if (Number.isFinite(multiple) && multiple > 0) return multiple;
  throw new InvalidArgumentError('give a number above 0, such as 300, or max');
}

/** Anyone who reads the last line as JSON finds JSON there, also where the command did not come to read its flags. */
function tellInJson(code: string, whatToDo: string): void {
  if (!process.argv.includes('--json')) return;
  const summary = emptySummary(folderOfRuns(), false, [{ row: null, column: null, value: null, code, whatToDo }]);
  process.stdout.write(`${JSON.stringify(summary)}\n`);
}

/** Also where the command did not come to read its flags. */
function folderOfRuns(): string {
  const given = process.argv.findLastIndex((word) => word === '--out' || word.startsWith('--out='));
  const [, together] = process.argv[given]?.split(/=(.*)/su) ?? [];
  return resolve(together ?? (given === -1 ? undefined : process.argv[given + 1]) ?? '.local');
}

function tellThatItCouldNotRun(error: unknown): void {
  const said = error instanceof Error ? error.message : String(error);
  const unwritable = whyUnwritable(error);
  const message = unwritable
    ? `nothing more can be written to ${folderOfRuns()} (${unwritable}): make room there, then go on with --continue`
    : error instanceof NoFolderError
      ? `${said}: choose another folder with --out`
      : said;
  process.stderr.write(`${message}\n`);
  tellInJson('could-not-run', message);
}

// An embedded service throws where nobody can catch it when its disk is full: what it has written is as after `kill
// -9`.
process.on('uncaughtException', (error) => {
  tellThatItCouldNotRun(whyUnwritable(error) ? error : (error.stack ?? error));
  process.exit(EXIT.couldNotRun);
});

try {
  await program.parseAsync();
} catch (error) {
  if (interrupted.signal.aborted) {
    if (process.stderr.isTTY) process.stderr.write('\nStopped; --continue goes on with what was under way.\n');
    tellInJson('interrupted', 'the run was stopped; go on with --continue');
    process.exitCode = EXIT.interrupted;
  } else if (error instanceof CommanderError) {
    // Commander has said on stderr what is wrong, or has shown the help that was asked for.
    if (error.exitCode > 0) tellInJson('could-not-run', error.message);
    process.exitCode = error.exitCode > 0 ? EXIT.couldNotRun : EXIT.done;
  } else {
    tellThatItCouldNotRun(error);
    process.exitCode = EXIT.couldNotRun;
  }
}
