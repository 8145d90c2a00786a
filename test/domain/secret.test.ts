import { format, inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { Secret } from '../../lambdas/domain/secret.ts';

const CANARY = 'canary-7f3a';
const secret = new Secret(CANARY);

describe('a secret', () => {
  test('gives its text to the one who asks for it by name', () => {
    expect(secret.reveal()).toBe(CANARY);
  });

  test.each([
    ['a string', String(secret)],
    ['a concatenation', ['password', secret].join(': ')],
    ['JSON', JSON.stringify({ password: secret })],
    ['console.log', inspect({ nested: { password: secret } }, { depth: null, showHidden: true })],
    ['a format string', format('%s %o %j', secret, secret, secret)],
    ['the message of an error', new Error(format('refused: %s', secret)).message],
    ['its own keys', Reflect.ownKeys(secret).join()],
    ['a spread', inspect({ ...secret })],
  ])('does not show in %s', (_, shown) => {
    expect(shown).not.toContain(CANARY);
  });

  test('does not survive a structured clone', () => {
    expect(inspect(structuredClone({ secret }))).not.toContain(CANARY);
  });
});
