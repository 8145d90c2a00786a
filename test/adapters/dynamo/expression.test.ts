import { describe, expect, it } from 'vitest';
import {
  all,
  any,
  conditionExpression,
  is,
  isAbsent,
  isAtMost,
  isStill,
  isThere,
  oneMoreThan,
  orElse,
  Placeholders,
  updateExpression,
  type Condition,
} from '../../../lambdas/adapters/dynamo/expression.ts';

function written(condition: Condition): [string, Record<string, unknown>] {
  const placeholders = new Placeholders();
  return [conditionExpression(condition, placeholders), placeholders.values];
}

describe('conditions', () => {
  it('put every name and value behind a placeholder, because words like "state" are reserved', () => {
    const placeholders = new Placeholders();
    expect(conditionExpression(is('lease.execution', 'me'), placeholders)).toBe('#lease.#execution = :v0');
    expect(placeholders.names).toEqual({ '#lease': 'lease', '#execution': 'execution' });
    expect(placeholders.values).toEqual({ ':v0': 'me' });
  });

  it('bracket alternatives, so that AND does not bind a part of them', () => {
    expect(written(all(is('a', 1), any(isAbsent('b'), isAtMost('b', 2)), isThere('c')))).toEqual([
      '#a = :v0 AND (attribute_not_exists(#b) OR #b <= :v1) AND attribute_exists(#c)',
      { ':v0': 1, ':v1': 2 },
    ]);
  });

  it('tell "still absent" from "still this value"', () => {
    expect(written(isStill('a', undefined))[0]).toBe('attribute_not_exists(#a)');
    expect(written(isStill('a', 'then'))).toEqual(['#a = :v0', { ':v0': 'then' }]);
  });
});

describe('updateExpression', () => {
  it('sets values and terms, and removes what is undefined', () => {
    const placeholders = new Placeholders();
    const set = {
      stage: orElse('stage', 'accepted'),
      revision: oneMoreThan('revision'),
      row: { a: 1 },
      failure: undefined,
    };
    expect(updateExpression(set, placeholders)).toBe(
      'SET #stage = if_not_exists(#stage, :v0), #revision = if_not_exists(#revision, :v1) + :v2, #row = :v3 REMOVE #failure',
    );
    expect(placeholders.values).toEqual({ ':v0': 'accepted', ':v1': 0, ':v2': 1, ':v3': { a: 1 } });
  });

  it('writes no empty clause, which DynamoDB refuses', () => {
    expect(updateExpression({ running: undefined }, new Placeholders())).toBe('REMOVE #running');
    expect(updateExpression({ a: 1 }, new Placeholders())).toBe('SET #a = :v0');
  });
});
