import { describe, expect, it } from 'vitest';

import { describeProblem, problem, PROBLEM_CATALOGUE } from '../../../lambdas/domain/intake/problems.ts';
import { WORKBOOK_CATALOGUE } from '../../../spreadsheet/workbook-problem.ts';

describe.each([
  ...[...PROBLEM_CATALOGUE.keys()].map((code) => [code, PROBLEM_CATALOGUE] as const),
  ...[...WORKBOOK_CATALOGUE.keys()].map((code) => [code, WORKBOOK_CATALOGUE] as const),
])('%s', (code, catalogue) => {
  it('says in both languages what is wrong and what to do, in words that fit a sentence', () => {
    const { message, whatToDo } = problem(code, { value: 'VALUE', about: 'ABOUT' }, catalogue);
    for (const text of [message.en, whatToDo.en]) {
      expect(text).toMatch(/^[a-z0-9"V].*[^.;]$/u);
      expect(text).not.toMatch(/undefined|[぀-ヿ]/u);
    }
    for (const text of [message.ja, whatToDo.ja]) {
      expect(text).toMatch(/[぀-ヿ一-鿿]/u);
      expect(text).not.toMatch(/。$/u);
    }
  });
});

it('shows a value of a megabyte by its first 79 characters, and invisible ones by their code', () => {
  expect(problem('region-unknown', { value: '株'.repeat(1_000_000) }).value).toBe(`${'株'.repeat(79)}…`);
  expect(problem('region-unknown', { value: 'a\u202eb\u001b[0m' }).value).toBe('a<U+202E>b<U+001B>[0m');
  expect(problem('private-character', { value: '\ue000 太郎' }).value).toBe('<U+E000> 太郎');
});

it('describes a problem of the whole file without a place', () => {
  expect(describeProblem(problem('file-empty'), 'en')).toBe(
    'the file is empty; save the table as "CSV UTF-8" and upload it again',
  );
});
