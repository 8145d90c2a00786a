import { because } from '../in-words.ts';
import { expect, test } from 'vitest';
import {
  ManualActionRequiredError,
  LicenceNotReadyError,
  PersonNeededError,
  VendorUnavailableError,
} from '../../lambdas/domain/errors.ts';
import { isForAPerson, MOST_RETRIES, PASSES_BY_ITSELF, type StepCall } from '../../lambdas/runtime/step-call.ts';
import { aDefinition } from '../definitions/checks/definition-file.ts';
import { statesOf } from '../definitions/checks/state-machine.ts';
import { BATCH_ID, EXECUTION } from '../builders.ts';

const CALL: StepCall = {
  batchId: BATCH_ID,
  tenantId: 'tenant-1',
  execution: EXECUTION,
  taskToken: 'token',
  invocation: 'invocation',
  expiresAt: new Date(),
};
const isPersons = (error: unknown, call: Partial<StepCall> = {}) => isForAPerson(error, { ...CALL, ...call });

test('what passes by itself is retried, and put before a person only when no retry is left', () => {
  const gone = new VendorUnavailableError(because('the console answered with 500'));
  expect(isPersons(gone, { retryCount: MOST_RETRIES - 1 })).toBe(false);
  expect(isPersons(gone, { retryCount: MOST_RETRIES })).toBe(true);
  expect(isPersons(new LicenceNotReadyError(because('expired')), { retryCount: MOST_RETRIES })).toBe(false);
});

test('what a person at the desk is refused for does not open another task', () => {
  expect(isPersons(new ManualActionRequiredError(because('the page shows a challenge')))).toBe(true);
  expect(isPersons(new ManualActionRequiredError(because('not the region of the plan')), { person: 'operator' })).toBe(
    false,
  );
  expect(isPersons(new PersonNeededError(because('and now?'), { ask: 'press' }), { person: 'operator' })).toBe(true);
});

test.each(['migrate-tenant', 'hand-over-tenant'] as const)(
  '%s retries as often as the last run believes, and tells each run how often it was retried',
  (name) => {
    const placed = statesOf(aDefinition(name));
    const states = placed.map(({ state }) => state);
    const retriers = states
      .flatMap(({ Retry = [] }) => Retry)
      .filter(({ ErrorEquals }) => ErrorEquals.includes('VendorUnavailableError'));
    expect(new Set(retriers.map(({ MaxAttempts }) => MaxAttempts))).toEqual(new Set([MOST_RETRIES]));
    for (const { ErrorEquals } of retriers) {
      expect(ErrorEquals).toEqual(expect.arrayContaining(PASSES_BY_ITSELF.map((error) => error.name)));
    }
    const told = placed.filter(
      ({ name, state }) => name.startsWith('Check') || state.Resource?.endsWith('lambda:invoke.waitForTaskToken'),
    );
    expect(told.length).toBeGreaterThan(0);
    for (const { name, state } of told) {
      // A person is asked for a look that has had all its retries.
      const count = name.endsWith('ByAPerson') ? String(MOST_RETRIES) : '"{% $states.context.State.RetryCount %}"';
      expect(JSON.stringify(state.Arguments)).toContain(`"retryCount":${count}`);
    }
  },
);
