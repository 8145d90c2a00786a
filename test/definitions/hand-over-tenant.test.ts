import { expect, test } from 'vitest';
import { aDefinition } from './checks/definition-file.ts';
import { edgesOf, leadingTo, stateIn, type State } from './checks/state-machine.ts';

const DAY = 86_400;
const YEAR = 365 * DAY;
const MOST_ACCOUNTS = 200;
const definition = aDefinition('hand-over-tenant');

test('one user who fails or never answers does not stop the others', () => {
  const toUser = edgesOf(state('UpgradeUserAccount')).map(({ to }) => to);

  expect(toUser).toEqual(['UserAccountNotUpgraded']);
  expect(state('UserAccountNotUpgraded').Type).toBe('Succeed');
});

test('200 users and a customer who take all of their 60 days are done within the year that an execution may last', () => {
  const rounds = Math.ceil(MOST_ACCOUNTS / Number(state('UpgradeEachUser').MaxConcurrency));

  expect(state('UpgradeUserAccount').TimeoutSeconds).toBe(60 * DAY);
  const users = rounds * Number(state('UpgradeUserAccount').TimeoutSeconds);
  expect(users + Number(state('HandOverPrimaryAccount').TimeoutSeconds)).toBeLessThan(YEAR);
});

test('200 users with every retry of a fault used stay below 25,000 events', () => {
  // What a person sets going again is no fault that repeats by itself.
  const faults = (state('UpgradeUserAccount').Retry ?? []).filter(
    ({ ErrorEquals }) => !ErrorEquals?.includes('PersonIsReadyError'),
  );
  const retries = faults.reduce((sum, { MaxAttempts }) => sum + Number(MaxAttempts), 0);
  // Scheduled, started, submitted, failed per attempt; entered and left: iteration, task, choice, end.
  const eventsPerUser = (1 + retries) * 4 + 4 * 2;

  expect(MOST_ACCOUNTS * eventsPerUser).toBeLessThan(25_000 * 0.97);
});

test('destroys no secret before the users have had their time, nor after an error of its own', () => {
  expect(leadingTo(definition, 'HandOverPrimaryAccount')).toEqual(['UpgradeEachUser']);
  expect(new Set(leadingTo(definition, 'DestroySecrets'))).toEqual(new Set(['HandOverPrimaryAccount']));
  expect(Object.values(definition.States).flatMap(({ Catch }) => Catch?.map(({ Next }) => Next) ?? [])).toEqual([
    'HandOverNeedsAttention',
    'HandOverNeedsAttention',
    'DestroySecrets',
    'HandOverNeedsAttention',
    'HandOverNeedsAttention',
  ]);
});

function state(name: string): State {
  return stateIn(definition, name);
}
