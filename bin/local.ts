import { Command, InvalidArgumentError, Option } from 'commander';
import { resolve } from 'node:path';
import { EXIT } from '../local/run/exit-codes.ts';
import { prepareOutDirectory } from '../local/run/out-directory.ts';
import { describeSummary } from '../local/run/print-summary.ts';
import { readRunFiles } from '../local/run/read-files.ts';
import { RunRefusedError } from '../local/run/refused-error.ts';
import { runBatch } from '../local/run/run-batch.ts';
import { refusedSummary, type RunSummary } from '../local/run/summary.ts';
import { serve } from '../local/run/serve.ts';
import type { Speed } from '../local/virtual-clock.ts';

interface Flags {
  json?: true;
  speed: Speed;
  out: string;
  continue?: true;
}

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
const hands = new Option('--hands <hands>', 'who does the console steps').choices(['scripted']).default('scripted');

const program = new Command('visionlift-local').description(
  'Runs visionlift on this computer; no AWS account is needed.',
);
program
  .command('run', { isDefault: true })
  .description('run the tenants of a CSV to their end')
  .argument(
    '[file]',
    'the CSV; a file <stem>.vendor.json beside it tells what is special about its tenants',
    'samples/tenants.csv',
  )
  .option('--json', 'print one JSON object as the last line')
  .addOption(speed)
  .addOption(out)
  .addOption(goOn)
  .addOption(hands)
  .action(run);
program
  .command('serve')
  .description('keep everything up until stopped, and print the addresses')
  .addOption(speed)
  .addOption(out)
  .addOption(goOn)
  .addOption(hands)
  .action(async (flags: Flags) => {
    await serve({
      out: await prepareOutDirectory(flags.out, flags.continue ?? false),
      speed: flags.speed,
      output: process.stderr,
      signal: interrupted.signal,
    });
  });

async function run(file: string, flags: Flags): Promise<void> {
  const summary = await runOrRefuse(file, flags);
  if (flags.json) process.stdout.write(`${JSON.stringify(summary)}\n`);
  else process.stdout.write(`${describeSummary(summary, process.cwd())}\n`);
  process.exitCode = summary.refused ? EXIT.refused : EXIT.done;
}

async function runOrRefuse(file: string, flags: Flags): Promise<RunSummary> {
  try {
    const files = await readRunFiles(file);
    return await runBatch({
      files,
      out: await prepareOutDirectory(flags.out, flags.continue ?? false),
      speed: flags.speed,
      output: process.stderr,
      signal: interrupted.signal,
    });
  } catch (error) {
    if (error instanceof RunRefusedError) return refusedSummary(resolve(flags.out), error.problems);
    throw error;
  }
}

function parseSpeed(text: string): Speed {
  if (text === 'max') return 'max';
  const multiple = Number(text);
  if (Number.isFinite(multiple) && multiple > 0) return multiple;
  throw new InvalidArgumentError('give a number above 0, such as 300, or max');
}

try {
  await program.parseAsync();
} catch (error) {
  if (interrupted.signal.aborted) {
    process.exitCode = EXIT.interrupted;
  } else {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = EXIT.couldNotRun;
  }
}
