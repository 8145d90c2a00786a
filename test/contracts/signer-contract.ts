import { expect, it } from 'vitest';
import type { Signer } from '../../lambdas/ports/signer.ts';

/** One test per promise of the port, against any signer. */
export function signerContract(open: () => Signer): void {
  it.each(['t-1', '', '同意 <script>', '{"a":1}', 'x'.repeat(2000)])('knows what it signed: %.20s', async (text) => {
    const signature = await open().sign('link', text);
    expect(signature).toMatch(/^[\w-]+$/u);
    expect(await open().isSigned('link', text, signature)).toBe(true);
  });

  it('takes a signature for one use and one text only', async () => {
    const signature = await open().sign('link', 't-1');
    expect(await open().isSigned('session', 't-1', signature)).toBe(false);
    expect(await open().isSigned('link', 't-2', signature)).toBe(false);
    expect(await open().isSigned('link', '', signature)).toBe(false);
  });

  it('takes no other signature, nor another way to write the same', async () => {
    const signature = await open().sign('link', 't-1');
    const last = signature.at(-1) ?? '';
    const next = String.fromCharCode(last.charCodeAt(0) + 1);
    for (const wrong of ['', 'x', `${signature}=`, `${signature}A`, ` ${signature}`, signature.slice(0, -1) + next])
      expect(await open().isSigned('link', 't-1', wrong), wrong).toBe(false);
  });

  it('refuses a text that nobody can have signed, however long it is', async () => {
    const signature = await open().sign('link', 't-1');
    expect(await open().isSigned('link', 'x'.repeat(10_000), signature)).toBe(false);
  });
}
