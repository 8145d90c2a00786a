import { CommanderError } from 'commander';
import { CommandError } from './command-error.ts';
import { withoutValues } from './without-values.ts';
import { couldNotCheck } from './public-check.ts';

/** What `--json` prints in place of an answer. `check` keeps its own shape, so that its readers need only one. */
export function errorAsJson(words: readonly string[], error: unknown): object {
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
