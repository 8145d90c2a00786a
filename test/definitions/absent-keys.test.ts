import { Linter } from 'eslint';
import { describe, expect, test } from 'vitest';
import * as z from '../../lambdas/domain/zod.ts';

const { default: config } = (await import(new URL('../../eslint.config.js', import.meta.url).href)) as {
  default: Linter.Config[];
};
const rules = config.flatMap(({ rules = {} }) => ('no-restricted-syntax' in rules ? [rules] : []));

function isRefused(schema: string): boolean {
  const [syntax] = rules;
  const found = new Linter().verify(`const shape = z.object({ key: ${schema} });`, {
    rules: { 'no-restricted-syntax': syntax?.['no-restricted-syntax'] ?? 'off' },
  });
  return found.length > 0;
}

test('zod refuses an object that lacks a key of z.unknown(), which is why the lint rule is there', () => {
  const key = z.unknown();

  expect(z.object({ key }).safeParse({}).success).toBe(false);
  expect(z.object({ key }).safeParse({ key: undefined }).success).toBe(true);
});

describe('a schema of a key that takes undefined and may not be left out is refused by the lint rule', () => {
  test.each([
    'z.unknown()',
    'z.any()',
    'z.custom()',
    'z.unknown().describe("x")',
    'z.pipe(z.unknown(), z.transform((x) => x))',
    'z.union([z.string(), z.undefined()])',
  ])('%s', (schema) => {
    expect(isRefused(schema)).toBe(true);
  });

  test.each([
    'z.optional(z.unknown())',
    'z.unknown().optional()',
    'z.unknown().default(1)',
    'z.record(z.string(), z.unknown())',
    'z.array(z.unknown())',
    'z.string()',
  ])('but not %s', (schema) => {
    expect(isRefused(schema)).toBe(false);
  });
});
