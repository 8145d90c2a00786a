import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { generatePassword } from '../../lambdas/domain/password.ts';

/** Chooses by the numbers of a test instead of by chance. */
function choosing(numbers: readonly number[]) {
  let i = 0;
  return (exclusiveMax: number): number => (numbers[i++ % numbers.length] ?? 0) % exclusiveMax;
}

const choices = fc.array(fc.nat(), { minLength: 1, maxLength: 60 });

describe('a generated password', () => {
  test.each([
    ['a lower-case letter', /[a-z]/u],
    ['an upper-case letter', /[A-Z]/u],
    ['a digit', /\d/u],
    ['a mark', /[!#%*+\-=?@_]/u],
    ['20 characters, none of which could be mistaken for another', /^[^lIO01\s"'\\<>&]{20}$/u],
  ])('has %s, whatever chance decides', (_, pattern) => {
    fc.assert(
      fc.property(choices, (numbers) => {
        expect(generatePassword(choosing(numbers)).reveal()).toMatch(pattern);
      }),
    );
  });

  test('has its kinds in no fixed place', () => {
    const first = new Set(Array.from({ length: 200 }, () => kindOf(generatePassword().reveal().charAt(0))));

    expect(first.size).toBeGreaterThan(1);
  });

  test('is never the same twice', () => {
    const passwords = new Set(Array.from({ length: 1_000 }, () => generatePassword().reveal()));

    expect(passwords.size).toBe(1_000);
  });
});

function kindOf(character: string): string {
  if (/[a-z]/u.test(character)) return 'lower';
  if (/[A-Z]/u.test(character)) return 'upper';
  return /\d/u.test(character) ? 'digit' : 'mark';
}
