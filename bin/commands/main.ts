import { CommanderError } from 'commander';
import { EXIT } from '../../terminal/exit-codes.ts';
import { CommandError } from './shared/command-error.ts';
import { errorAsJson } from './shared/error-as-json.ts';
import { explainError } from './shared/explain-error.ts';
import { screen } from '../../terminal/screen.ts';
import { wrap } from '../../terminal/wrap.ts';
import { visionlift } from './program.ts';

/**
 * Runs one command of the operator's tool, from the words after its name to its exit code.
 *
 * Whatever goes wrong ends in one sentence on stderr with its remedy, and with `--json` in one object on stdout.
 */
export async function main(words: readonly string[]): Promise<void> {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // Whoever reads only the beginning of the output (`| head`) is no failure.
    if (error.code === 'EPIPE') process.exit(EXIT.done);
    process.stderr.write(`the output cannot be written: ${error.message}\n`);
    process.exit(EXIT.couldNotRun);
  });
  try {
    await (await visionlift(words)).parseAsync(words, { from: 'user' });
  } catch (thrown) {
    const error = explainError(thrown);
    if (error instanceof CommanderError && error.exitCode === 0) return;
    process.exitCode = error instanceof CommandError ? error.exitCode : EXIT.couldNotRun;
    // Commander has said on stderr itself what is wrong with the words.
    if (!(error instanceof CommanderError)) process.stderr.write(`${inWords(error)}\n`);
    if (words.includes('--json')) process.stdout.write(`${JSON.stringify(errorAsJson(words, error))}\n`);
  }
}

function inWords(error: unknown): string {
  const said = error instanceof CommandError ? [error.message, error.whatToDo] : [messageOf(error)];
  return said.flatMap((line) => wrap(line, screen(process.stderr).width)).join('\n');
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
