import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import * as errors from '../../lambdas/domain/errors.ts';

const ROOT = new URL('../../lambdas/', import.meta.url).pathname;
const NAMES = Object.keys(errors).filter((name) => name.endsWith('Error'));

const sources = readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => [file, readFileSync(join(ROOT, file), 'utf8')] as const);

function linesWith(pattern: RegExp): string[] {
  return sources.flatMap(([file, text]) =>
    [...text.matchAll(pattern)].map(({ 0: found }) => `${file}: ${found.replace(/\s+/gu, ' ')}`),
  );
}

test('a step throws a code with its values, never a sentence of one language', () => {
  expect(NAMES.length).toBeGreaterThan(20);
  expect(linesWith(new RegExp(`new (?:${NAMES.join('|')})\\(\\s*['"\`].*`, 'gu'))).toEqual([]);
});

test('the journal and the outcomes are given codes with their values, never a sentence of one language', () => {
  expect(linesWith(/\.append\([^;]*?what: ['"`][^;]*/gu)).toEqual([]);
  expect(linesWith(/const (?:what|reason) = ['"`].*\n(?=[^}]*(?:append|recordOutcome|closeTenant)\()/gu)).toEqual([]);
});
