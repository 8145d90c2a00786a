import { expect, it } from 'vitest';
import { explainError } from '../../bin/commands/shared/explain-error.ts';

it('takes Ctrl-C at a question for an answer that was not given, and not for something that broke', () => {
  const aborted = Object.assign(new Error('Aborted with Ctrl+C'), { name: 'AbortError' });
  expect(explainError(aborted)).toMatchObject({ code: 'interrupted', exitCode: 130 });
  const request = Object.assign(new Error('Request aborted'), { name: 'AbortError' });
  expect(explainError(request)).toBe(request);
});
