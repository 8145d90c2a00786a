import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { Secret } from '../../../lambdas/domain/secret.ts';
import { CommandError } from '../shared/command-error.ts';

/** Asks for a secret on the terminal without showing what is typed, and without keeping it in a history. */
export async function askForSecret(question: string, input = process.stdin, output = process.stderr): Promise<Secret> {
  if (!input.isTTY) {
    throw new CommandError({
      code: 'no-terminal',
      message: 'a secret is asked for on a terminal, and this is none',
      whatToDo: 'give a file, or - to read one from stdin',
    });
  }
  output.write(`${question}: `);
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input, output: nowhere, terminal: true, historySize: 0 });
  try {
    return new Secret(await terminal.question(''));
  } finally {
    terminal.close();
    output.write('\n');
  }
}
