import { CommanderError } from 'commander';
import { EXIT } from '../../terminal/exit-codes.ts';
import { CommandError } from './shared/command-error.ts';
import { explainError } from './shared/explain-error.ts';
import { screen } from '../../terminal/screen.ts';
import { wrap } from '../../terminal/wrap.ts';
import { visionlift } from './program.ts';
import { withoutValues } from './shared/without-values.ts';
import { couldNotCheck } from './shared/public-check.ts';

/**
 * Runs one command of the operator's tool, from the words after its name to its exit code.
 *
 * Whatever goes wrong ends in one sentence on stderr with its remedy, and with `--json` in one object on stdout.
 */
export async function main(words: readonly string[]): Promise<void> {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // A reader of only the beginning of the output (`| head`) is no failure.
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

/** What `--json` prints in place of an answer. `check` keeps its own shape, so that its readers need only one. */
function errorAsJson(words: readonly string[], error: unknown): object {
  const failure = failureOf(error);
  const command = words.find((word) => !word.startsWith('-'));
  return command === 'check' ? couldNotCheck(failure.code, failure.message) : { error: failure };
}

function failureOf(error: unknown): { code: string; message: string; whatToDo: string } {
  if (error instanceof CommandError) {
    const { code, message, whatToDo } = error;
    return { code, message, whatToDo };
  }
  const message = (error instanceof Error ? error.message : String(error)).replace(/^error: /u, '');
  if (error instanceof CommanderError) {
    return { code: 'wrong-usage', message: withoutValues(message), whatToDo: 'see --help' };
  }
  return { code: 'could-not-run', message, whatToDo: '' };
}
