import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { askForSecret } from '../../bin/commands/credentials/import-secrets.ts';

function aTerminal() {
  const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => input });
  const output = new PassThrough();
  let shown = '';
  output.on('data', (bytes: Buffer) => (shown += bytes.toString()));
  return {
    input: input as unknown as NodeJS.ReadStream & { fd: 0 },
    output: output as unknown as NodeJS.WriteStream & { fd: 2 },
    shown: () => shown,
    type: (text: string) => input.write(text),
  };
}

it('gives what was typed or pasted, corrections made, and shows none of it', async () => {
  const { input, output, shown, type } = aTerminal();
  const asked = askForSecret('t-1 clp', input, output);
  type('Canary-8x');
  type('\u007f!\r');
  expect((await asked).reveal()).toBe('Canary-8!');
  expect(shown()).toBe('t-1 clp: \n');
});
