import { describe, expect, test } from 'vitest';
import * as errors from '../../lambdas/domain/errors.ts';
import { explainFailure as explain, type MachineFailure } from '../../lambdas/domain/failure.ts';
import type { StepFailure, Tenant } from '../../lambdas/domain/tenant.ts';
import { aTenant, EXECUTION } from '../builders.ts';
import { inEnglish } from '../in-words.ts';

const noted: StepFailure = {
  execution: EXECUTION,
  step: 'ConfirmLicence',
  error: 'LicenceNotReadyError',
  reason: 'its licence expired on 2026-05-30',
  guideStep: '1-1',
  at: '2026-12-05T12:00:00.000Z',
};

/** As a reader has it. */
const explainFailure = (tenant: Tenant | undefined, failure: MachineFailure) => {
  const { reason, ...rest } = explain(tenant, failure, EXECUTION);
  return { ...rest, reason: inEnglish(reason) };
};

const aFailure = (overrides = {}) => ({ state: 'PrepareTenant', error: 'Error', cause: '', ...overrides });

describe('why a tenant stopped', () => {
  test('is what its step noted, when that is the error the machine caught', () => {
    expect(explainFailure(aTenant({ failure: noted }), aFailure({ error: 'LicenceNotReadyError' }))).toEqual({
      reason: noted.reason,
      code: 'LicenceNotReadyError',
      guideStep: '1-1',
    });
  });

  test('is not what another execution noted, which had the tenant before', () => {
    const tenant = aTenant({ failure: { ...noted, execution: 'another' }, lastStep: 'ConfirmLicence' });

    expect(explainFailure(tenant, aFailure({ error: 'LicenceNotReadyError', cause: 'a sentence' })).reason).toBe(
      'a sentence',
    );
  });

  test('is not what an earlier step noted and a retry overcame', () => {
    const tenant = aTenant({ failure: noted, lastStep: 'CheckUpdate' });

    expect(explainFailure(tenant, aFailure({ error: 'States.Timeout' }))).toEqual({
      reason: 'CheckUpdate had no answer in time',
      code: 'States.Timeout',
      guideStep: '3-16',
    });
  });

  test('is not the step at which another execution stands that has the tenant now', () => {
    const tenant = aTenant({ lastStep: 'StartUpdate', lease: { execution: 'another', batchId: 'other--00000000' } });

    expect(explainFailure(tenant, aFailure({ state: 'ClaimTenant', error: 'States.Timeout' }))).toEqual({
      reason: 'ClaimTenant had no answer in time',
      code: 'States.Timeout',
      guideStep: null,
    });
  });

  test('is the message in Lambda’s Cause when nothing was noted', () => {
    const cause = JSON.stringify({ errorType: 'Error', errorMessage: 'the table was gone', trace: [] });

    expect(explainFailure(undefined, aFailure({ state: 'ClaimTenant', cause }))).toEqual({
      reason: 'the table was gone',
      code: 'Error',
      guideStep: null,
    });
  });

  test.each([
    ['a plain sentence', 'the function was throttled', 'the function was throttled'],
    ['JSON without a message', '{"a":1}', '{"a":1}'],
    ['JSON that is no object', '"x"', '"x"'],
    ['a sentence too long for a report', 'x'.repeat(600), 'x'.repeat(500)],
    ['an empty message', '{"errorMessage":""}', 'PrepareTenant ended with Lambda.Unknown'],
    ['nothing', '', 'PrepareTenant ended with Lambda.Unknown'],
  ])('with %s as Cause', (_, cause, reason) => {
    expect(explainFailure(undefined, aFailure({ error: 'Lambda.Unknown', cause })).reason).toBe(reason);
  });

  test('is still a sentence when the machine cut Lambda’s Cause at 2,000 characters', () => {
    const trace = Array.from(
      { length: 40 },
      (_, i) => `    at step${String(i)} (file:///var/task/lambdas/steps/x.ts:1:1)`,
    );
    const cause = JSON.stringify({ errorType: 'Error', errorMessage: 'the table was gone', trace }).slice(0, 2_000);

    expect(explainFailure(undefined, aFailure({ cause })).reason).toBe('the table was gone');
  });

  test('keeps the quotes and line breaks of a message', () => {
    const errorMessage = 'the row shows "Apex One"\nand no button';

    expect(explainFailure(undefined, aFailure({ cause: JSON.stringify({ errorMessage }) })).reason).toBe(errorMessage);
  });

  test.each([
    ['a raw line break', '{"errorMessage":"a\nb"}'],
    ['an escape that is none', String.raw`{"errorMessage":"C:\x"}`],
  ])('is found whatever the Cause is, because an outcome must be recorded: %s', (_, cause) => {
    expect(explainFailure(undefined, aFailure({ cause })).reason).toBeTruthy();
  });
});

describe('every error of a step', () => {
  const classes = Object.entries(errors).filter(
    ([name]) => name.endsWith('Error') && name !== 'StepError',
  ) as unknown as [string, new (message: string, detail?: errors.StepErrorDetail) => errors.StepError][];

  test.each(classes)('%s bears the name that the machines’ ErrorEquals use', (name, StepErrorClass) => {
    const error = new StepErrorClass('a sentence', { guideStep: '2-5', cause: 'x' });

    expect(error.name).toBe(name);
    expect(error.name).toMatch(/Error$/u);
    expect(error).toMatchObject({ message: 'a sentence', guideStep: '2-5', cause: 'x' });
    expect(error).toBeInstanceOf(errors.StepError);
  });
});
