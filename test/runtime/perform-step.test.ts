import { beforeEach, describe, expect, test, vi } from 'vitest';
import { ManualActionRequiredError, LicenceNotReadyError, PersonNeededError } from '../../lambdas/domain/errors.ts';
import { explainFailure } from '../../lambdas/domain/failure.ts';
import { performStep } from '../../lambdas/runtime/perform-step.ts';
import type { StepCall } from '../../lambdas/runtime/step-call.ts';
import { recordOutcome } from '../../lambdas/steps/record-outcome.ts';
import { aTenant, BATCH_ID, EXECUTION } from '../builders.ts';
import { fromNow, MINUTE, NOW, portsWith, recordOf, sealedIn, type TestPorts } from '../steps/kit.ts';
import { because, inEnglish } from '../in-words.ts';

const CALL: StepCall = {
  batchId: BATCH_ID,
  tenantId: 'tenant-1',
  execution: EXECUTION,
  taskToken: 'token-1',
  invocation: 'invocation-1',
  expiresAt: new Date(fromNow(15 * MINUTE)),
};
const captcha = async (): Promise<never> => {
  throw new ManualActionRequiredError(because('the page shows a challenge that only a person may answer'), {
    guideStep: '1-1',
  });
};

let ports: TestPorts;

beforeEach(() => {
  ports = portsWith({ tenants: [aTenant()] });
  ports.executions.waiting.add('token-1');
});

const perform = (run: () => Promise<unknown>, call: Partial<StepCall> = {}) =>
  performStep(ports, { step: 'ConfirmLicence', run }, { ...CALL, ...call });

describe('a step that only a person can do', () => {
  test('is put on the desk with what was met, and its token waits in the vault', async () => {
    const performed = await perform(captcha);

    expect(performed).toMatchObject({
      done: false,
      task: { subject: 'tenant-1', step: 'ConfirmLicence', ask: 'work' },
    });
    expect(await ports.desk.read('tenant-1', 'ConfirmLicence')).toMatchObject({
      because: { code: 'ManualActionRequiredError', guideStep: '1-1' },
      filedAt: NOW,
    });
    expect(await sealedIn(ports, 'task-token:ConfirmLicence')).toBe('token-1');
    expect(ports.executions.waiting).toContain('token-1');
  });

  test('frees its mark at once, because a person may answer a second later', async () => {
    await perform(captcha);

    expect(await recordOf(ports)).not.toHaveProperty('running');
  });

  test('seals the token before the task can be seen, so that no answer finds none', async () => {
    const order: string[] = [];
    vi.spyOn(ports.vault, 'seal').mockImplementation(async () => void order.push('sealed'));
    const file = ports.desk.file.bind(ports.desk);
    vi.spyOn(ports.desk, 'file').mockImplementation(async (filing) => {
      order.push('filed');
      return file(filing);
    });
    await perform(captcha);

    expect(order).toEqual(['sealed', 'filed']);
  });

  test('gives the person of a retry the new token, and keeps the task and its age', async () => {
    await perform(captcha);
    ports.clock.pass(MINUTE);
    await perform(captcha, { taskToken: 'token-2', invocation: 'invocation-2' });

    expect(await ports.desk.read('tenant-1', 'ConfirmLicence')).toMatchObject({ filedAt: NOW });
    expect(await sealedIn(ports, 'task-token:ConfirmLicence')).toBe('token-2');
  });

  test('leaves the token in the vault as it is when an answer leads to the next question: it came from there', async () => {
    await perform(captcha);
    const sealed = vi.spyOn(ports.vault, 'seal');
    const next = () => Promise.reject(new PersonNeededError(because('what does it say now'), { ask: 'press' }));
    await perform(next, { person: 'operator@msp.example.jp', invocation: 'invocation-2' });

    expect(sealed).not.toHaveBeenCalled();
    expect(await sealedIn(ports, 'task-token:ConfirmLicence')).toBe('token-1');
  });

  test('asks its next question without forgetting why a person was asked at all', async () => {
    await perform(captcha);
    const next = async (): Promise<never> => {
      throw new PersonNeededError(because('what does it say now'), { ask: 'press' });
    };
    await perform(next, { person: 'operator@msp.example.jp', invocation: 'invocation-2' });

    const task = await ports.desk.read('tenant-1', 'ConfirmLicence');
    expect(task).toMatchObject({ ask: 'press', because: { code: 'ManualActionRequiredError' } });
  });

  test('tells the report what was waited for, should nobody answer in time', async () => {
    await perform(captcha);

    const timedOut = { state: 'PrepareTenant', error: 'States.Timeout', cause: '' };
    const explained = explainFailure(await recordOf(ports), timedOut, EXECUTION);
    expect(explained).toMatchObject({ code: 'ManualActionRequiredError', guideStep: '1-1' });
    expect(inEnglish(explained.reason)).toBe(
      'ConfirmLicence had no answer in time: the page shows a challenge that only a person may answer',
    );
  });
});

describe('a step that was put on the desk', () => {
  test('is closed with the person who did it, and its token is answered and destroyed', async () => {
    await perform(captcha);
    await perform(async () => ({ done: true }), { person: 'operator@msp.example.jp', invocation: 'invocation-2' });

    expect(await ports.desk.read('tenant-1', 'ConfirmLicence')).toMatchObject({
      closed: { by: 'operator@msp.example.jp', as: 'done' },
    });
    expect(ports.executions.answers.get('token-1')).toEqual({ done: true });
    expect(await sealedIn(ports, 'task-token:ConfirmLicence')).toBeUndefined();
    expect((await ports.tenants.events('tenant-1')).at(-1)).toMatchObject({
      by: 'operator@msp.example.jp',
      what: { code: 'done' },
    });
  });

  test('still ends with its own outcome when that is what the person saw', async () => {
    await perform(captcha);
    const expired = perform(async () => Promise.reject(new LicenceNotReadyError(because('its licence expired'))), {
      person: 'operator@msp.example.jp',
    });

    await expect(expired).rejects.toThrow(LicenceNotReadyError);
    expect((await recordOf(ports)).failure).toMatchObject({ error: 'LicenceNotReadyError' });
  });

  test('is withdrawn when its tenant has an outcome: nobody may act on it any more', async () => {
    await perform(captcha);
    await ports.batches.addTenants([
      { batchId: BATCH_ID, tenantId: 'tenant-1', rowNumber: 2, row: aTenant().row, original: [], execution: 'x' },
    ]);
    const failure = { state: 'PrepareTenant', error: 'States.Timeout', cause: '' };
    await recordOutcome(ports, { ...CALL, skip: null, dryRun: false, failure });

    expect((await ports.desk.read('tenant-1', 'ConfirmLicence'))?.closed).toMatchObject({ as: 'withdrawn' });
    expect(await sealedIn(ports, 'task-token:ConfirmLicence')).toBeUndefined();
  });
});
