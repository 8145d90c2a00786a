import type { Catcher, Retrier } from '../definition.ts';
import { RESERVED_ERRORS } from '../states-error.ts';
import type { FieldReader } from './field-reader.ts';
import { readRuleExit } from './read-exit.ts';
import { AFTER_ERROR } from './read-template.ts';

/** `Retry` and `Catch` of a Task, a Parallel or a Map. */
export function readRecovery(fields: FieldReader): { retry: Retrier[]; catch: Catcher[] } {
  return { retry: readRules(fields, 'Retry', readRetrier), catch: readRules(fields, 'Catch', readCatcher) };
}

function readRules<T extends { errorEquals: readonly string[] }>(
  fields: FieldReader,
  field: string,
  read: (rule: FieldReader) => T,
): T[] {
  const rules = fields.rules(field, read, { mayBeEmpty: true });
  rules.forEach(({ errorEquals }, index) => {
    if (!errorEquals.includes('States.ALL')) return;
    if (errorEquals.length > 1) fields.refuse('States.ALL stands alone in its ErrorEquals', field);
    if (index < rules.length - 1) fields.refuse('States.ALL stands in the last rule', field);
  });
  return rules;
}

function readRetrier(fields: FieldReader): Retrier {
  const intervalSeconds = fields.number('IntervalSeconds', { least: 1 }) ?? 1;
  const maxDelaySeconds = fields.number('MaxDelaySeconds', { least: 1 }) ?? Infinity;
  if (maxDelaySeconds <= intervalSeconds) fields.refuse('is not longer than IntervalSeconds', 'MaxDelaySeconds');
  return {
    errorEquals: readErrorEquals(fields),
    intervalSeconds,
    maxDelaySeconds,
    backoffRate: fields.number('BackoffRate', { least: 1, whole: false }) ?? 2,
    maxAttempts: fields.number('MaxAttempts', { least: 0 }) ?? 3,
    jitter: fields.choice('JitterStrategy', ['FULL', 'NONE']) === 'FULL',
  };
}

function readCatcher(fields: FieldReader): Catcher {
  return { errorEquals: readErrorEquals(fields), ...readRuleExit(fields, AFTER_ERROR) };
}

function readErrorEquals(fields: FieldReader): string[] {
  if (!fields.has('ErrorEquals')) fields.refuse('ErrorEquals is missing');
  const names = fields.texts('ErrorEquals');
  for (const name of names) {
    if (name.startsWith('States.') && !RESERVED_ERRORS.has(name)) {
      fields.refuse(`${name} is not an error of the States Language`, 'ErrorEquals');
    }
  }
  return names;
}
