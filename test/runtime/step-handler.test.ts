import * as z from '../../lambdas/domain/zod.ts';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  LeaseLostError,
  ManualActionRequiredError,
  StepStillRunningError,
  UpdateStateUnknownError,
  VendorUnavailableError,
  VerificationCodeLateError,
} from '../../lambdas/domain/errors.ts';
import type { LambdaContext } from '../../lambdas/runtime/lambda.ts';
import {
  consoleCheckHandler,
  consoleStepHandler,
  decisionHandler,
  stepHandler,
} from '../../lambdas/runtime/step-handler.ts';
import type { CheckAnswer, StepRun } from '../../lambdas/steps/shared/step-run.ts';
import { aTenant, BATCH_ID, EXECUTION } from '../builders.ts';
import { fromNow, MINUTE, NOW, portsWith, recordOf, type TestPorts } from '../steps/kit.ts';
import { because, inEnglish } from '../in-words.ts';

const TOKEN = 'a task token';
const EVENT = { batchId: BATCH_ID, tenantId: 'tenant-1', execution: EXECUTION, taskToken: TOKEN };

function aContext(awsRequestId = 'invocation-1', remaining = 15 * MINUTE): LambdaContext {
  return { awsRequestId, getRemainingTimeInMillis: () => remaining };
}

let ports: TestPorts;

beforeEach(() => {
  vi.stubEnv('LOG_LEVEL', 'silent');
  ports = portsWith({ tenants: [aTenant()] });
  ports.executions.waiting.add(TOKEN);
});

afterEach(() => {
  vi.unstubAllEnvs();
});

/** Runs `step` as the state ConfirmLicence would. */
async function handle(step: (run: StepRun) => Promise<unknown>, event: unknown = EVENT, context = aContext()) {
  return consoleStepHandler('ConfirmLicence', (_, run) => step(run))(ports)(event, context);
}

describe('a console step that succeeds', () => {
  test('is given the record as it is when it begins, with the lease of its execution', async () => {
    let given: StepRun | undefined;
    await handle(async (run) => {
      given = run;
      return { done: true };
    });

    expect(given).toMatchObject({
      execution: EXECUTION,
      batchId: BATCH_ID,
      tenant: { tenantId: 'tenant-1', revision: 1 },
    });
  });

  test('runs behind a mark that ends with its Lambda', async () => {
    let running: unknown;
    await handle(async () => {
      running = (await recordOf(ports)).running;
      return { done: true };
    });

    expect(running).toEqual({ step: 'ConfirmLicence', invocation: 'invocation-1', expiresAt: fromNow(15 * MINUTE) });
    expect((await recordOf(ports)).lastStep).toBe('ConfirmLicence');
  });

  test('answers its token with what the step said; the Lambda itself returns nothing of it', async () => {
    expect(await handle(async () => ({ done: false, lookAgainAt: NOW }))).toEqual({});
    expect(ports.executions.answers.get(TOKEN)).toEqual({ done: false, lookAgainAt: NOW });
  });

  test('writes its record, then frees its mark, then answers: a Lambda that dies in between is harmless', async () => {
    const order: string[] = [];
    vi.spyOn(ports.executions, 'succeedTask').mockImplementation(async () => {
      const { running, licence } = await recordOf(ports);
      order.push(`answered, ${licence ? 'recorded' : 'not recorded'}, ${running ? 'marked' : 'free'}`);
      return true;
    });
    const append = ports.tenants.append.bind(ports.tenants);
    vi.spyOn(ports.tenants, 'append').mockImplementation(async (...event) => {
      order.push(`journalled, ${(await recordOf(ports)).running ? 'marked' : 'free'}`);
      await append(...event);
    });
    const licence = { product: 'x', seats: 1, kind: 'x', expiresOn: '2027-03-31', status: 'valid' } as const;

    await handle(async ({ tenant, execution }) => {
      await ports.tenants.change(tenant, execution, { licence });
      return { done: true };
    });

    expect(order).toEqual(['journalled, marked', 'answered, recorded, free']);
  });

  test.each([
    [{ code: 'done' }, { done: true }],
    [
      { code: 'looksAgain', at: NOW },
      { done: false, lookAgainAt: NOW },
    ],
    [
      { code: 'looksAgain', at: NOW, why: 'vendorNotReady' },
      { started: false, why: 'vendorNotReady', lookAgainAt: NOW },
    ],
  ])('is journalled as a code with its values: $code', async (what, answer) => {
    await handle(async () => answer);

    expect(await ports.tenants.events('tenant-1')).toEqual([{ at: NOW, by: EXECUTION, step: 'ConfirmLicence', what }]);
  });

  test('does not fail when its token was answered meanwhile, because the record is what counts', async () => {
    ports.executions.waiting.clear();

    expect(await handle(async () => ({ done: true }))).toEqual({});
    expect(ports.executions.answers.size).toBe(0);
  });

  test('fails when Step Functions cannot be reached, so that the retry answers from the record', async () => {
    vi.spyOn(ports.executions, 'succeedTask').mockRejectedValueOnce(new Error('throttled'));

    await expect(handle(async () => ({ done: true }))).rejects.toThrow('throttled');
    expect(await recordOf(ports)).not.toHaveProperty('running');
  });
});

describe('a console step that fails', () => {
  const late = new VerificationCodeLateError(because('no code arrived'), { guideStep: '2-5' });
  const failing = async (): Promise<never> => {
    throw late;
  };

  test('throws its own error, and answers nothing: a returned failure would leave the token waiting', async () => {
    await expect(handle(failing)).rejects.toBe(late);
    expect(ports.executions.answers.size).toBe(0);
    expect(ports.executions.waiting).toContain(TOKEN);
  });

  test('has noted its reason in the record before it throws, because the Catch sees the box only', async () => {
    await handle(failing).catch(() => {});

    expect((await recordOf(ports)).failure).toEqual({
      execution: EXECUTION,
      step: 'ConfirmLicence',
      error: 'VerificationCodeLateError',
      reason: because('no code arrived'),
      guideStep: '2-5',
      at: NOW,
    });
    expect((await ports.tenants.events('tenant-1')).map(({ what }) => inEnglish(what))).toEqual([
      'VerificationCodeLateError: no code arrived',
    ]);
  });

  test('is placed at the first guide step of its state where the error names none', async () => {
    await handle(async () => {
      throw new TypeError('x is not a function');
    }).catch(() => {});

    expect((await recordOf(ports)).failure).toMatchObject({ error: 'TypeError', guideStep: '1-1' });
  });

  test('frees its mark, so that the retry need not wait for the Lambda to expire', async () => {
    await handle(failing).catch(() => {});

    expect(await recordOf(ports)).not.toHaveProperty('running');
  });

  test('notes its reason beside what the step had written before', async () => {
    await handle(async ({ tenant, execution }) => {
      await ports.tenants.change(tenant, execution, { registeredAt: NOW });
      throw late;
    }).catch(() => {});

    expect(await recordOf(ports)).toMatchObject({ registeredAt: NOW, failure: { reason: because('no code arrived') } });
  });

  test('keeps its own error when the reason cannot be noted', async () => {
    vi.spyOn(ports.tenants, 'change').mockRejectedValue(new Error('throttled'));

    await expect(handle(failing)).rejects.toBe(late);
  });

  test('that has lost its lease leaves the record of the new holder alone', async () => {
    const row = aTenant().row;
    const other = { execution: `${EXECUTION}-2`, batchId: 'other--ffffffff' };
    const lost = handle(async () => {
      await ports.tenants.claim({ ...other, tenantId: 'tenant-1', row, replaces: EXECUTION });
      throw new LeaseLostError(because('held by another'));
    });

    await expect(lost).rejects.toThrow(LeaseLostError);
    const record = await recordOf(ports);
    expect(record.lease).toEqual(other);
    expect(record).not.toHaveProperty('failure');
  });

  test('keeps its own error when its mark cannot be freed', async () => {
    vi.spyOn(ports.tenants, 'endStep').mockRejectedValue(new Error('throttled'));

    await expect(handle(failing)).rejects.toBe(late);
  });
});

describe('a console step that may not begin', () => {
  const step = vi.fn(async () => ({ done: true }));

  beforeEach(() => step.mockClear());

  test('because a first run is still alive does nothing: two browsers would press one button', async () => {
    const first = { step: 'ConfirmLicence', execution: EXECUTION, invocation: 'invocation-0', now: new Date(NOW) };
    await ports.tenants.beginStep('tenant-1', { ...first, expiresAt: new Date(fromNow(MINUTE)) });

    await expect(handle(step)).rejects.toThrow(StepStillRunningError);
    expect(step).not.toHaveBeenCalled();
    expect((await recordOf(ports)).running?.invocation).toBe('invocation-0');
    expect(ports.executions.waiting).toContain(TOKEN);

    ports.clock.pass(MINUTE);
    await handle(step);
    expect(step).toHaveBeenCalledTimes(1);
  });

  test('because another execution holds the tenant does nothing', async () => {
    await expect(handle(step, { ...EVENT, execution: `${EXECUTION}-2` })).rejects.toThrow(LeaseLostError);
    expect(step).not.toHaveBeenCalled();
    expect(await recordOf(ports)).not.toHaveProperty('failure');
  });

  test.each(['batchId', 'tenantId', 'execution', 'taskToken'])('because its event lacks %s says so', async (name) => {
    await expect(handle(step, { ...EVENT, [name]: undefined })).rejects.toThrow(name);
    expect(step).not.toHaveBeenCalled();
  });
});

describe('a plain step', () => {
  const input = z.object({ batchId: z.string() });

  test('returns what its step says', async () => {
    const handler = stepHandler(input, async (_, { batchId }) => ({ seen: batchId }))(ports);

    expect(await handler({ batchId: BATCH_ID, more: 'is ignored' }, aContext())).toEqual({ seen: BATCH_ID });
  });

  test('returns an object even when its step says nothing, because the machine reads a Payload', async () => {
    expect(await stepHandler(input, async () => undefined)(ports)({ batchId: BATCH_ID }, aContext())).toEqual({});
  });

  test('refuses an event of another shape before its step begins', async () => {
    const step = vi.fn(async () => ({}));

    await expect(stepHandler(input, step)(ports)({ tenantId: 'tenant-1' }, aContext())).rejects.toThrow('batchId');
    expect(step).not.toHaveBeenCalled();
  });
});

describe('a step that waits for a decision', () => {
  const input = z.object({ taskToken: z.string() });

  test('answers its token where nobody has to decide, and leaves it waiting where somebody does', async () => {
    await decisionHandler(input, async () => undefined)(ports)({ taskToken: TOKEN }, aContext());
    expect(ports.executions.waiting).toContain(TOKEN);

    await decisionHandler(input, async () => ({ released: true }))(ports)({ taskToken: TOKEN }, aContext());
    expect(ports.executions.waiting).not.toContain(TOKEN);
  });

  test('is tried again by the machine when AWS throttled it, instead of failing a batch that nobody has decided about', async () => {
    const throttled = Object.assign(new Error('slow down'), { name: 'ThrottlingException' });
    const step = () => Promise.reject(throttled);

    const run = decisionHandler(input, step)(ports)({ taskToken: TOKEN }, aContext());

    await expect(run).rejects.toMatchObject({ name: 'AwsUnavailableError' });
  });
});

describe('a console step that gives up on the vendor at its deadline', () => {
  test('counts its tenant as stuck and says who it is, because the alarm alone would name nobody', async () => {
    vi.stubEnv('POWERTOOLS_METRICS_NAMESPACE', 'visionlift-test');
    const said: string[] = [];
    vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => said.push(String(chunk)) > 0);

    const overdue = new UpdateStateUnknownError(because('update state unknown'));
    await expect(handle(() => Promise.reject(overdue))).rejects.toThrow(overdue);
    await expect(handle(() => Promise.reject(new Error('another')))).rejects.toThrow('another');

    vi.restoreAllMocks();
    expect(said.map((line) => JSON.parse(line) as unknown)).toEqual([
      expect.objectContaining({
        StuckTenants: 1,
        tenantId: 'tenant-1',
        execution: EXECUTION,
        because: 'unexpectedError {"text":"update state unknown"}',
      }),
    ]);
  });
});

describe('what an AWS service could not do for now', () => {
  const throttled = Object.assign(new Error('rate exceeded'), { name: 'ThrottlingException' });
  const refused = Object.assign(new Error('not authorized'), {
    name: 'AccessDenied',
    $metadata: { httpStatusCode: 403 },
  });
  const cutOff = Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });

  test.each([throttled, cutOff, Object.assign(new Error('?'), { $metadata: { httpStatusCode: 500 } })])(
    'is thrown under the one name that the machines retry, because $name is one of dozens',
    async (error) => {
      await expect(handle(() => Promise.reject(error))).rejects.toMatchObject({ name: 'AwsUnavailableError' });
      const plain = stepHandler(z.object({}), () => Promise.reject(error))(ports);
      await expect(plain({}, aContext())).rejects.toMatchObject({ name: 'AwsUnavailableError', cause: error });
    },
  );

  test('is not said of what stays as it is, nor of the vendor, which the machines wait for longer', async () => {
    const unreachable = new VendorUnavailableError(because('the console cannot be reached'), { cause: cutOff });
    await expect(handle(() => Promise.reject(refused))).rejects.toBe(refused);
    await expect(handle(() => Promise.reject(unreachable))).rejects.toBe(unreachable);
  });
});

describe('a look at a console', () => {
  const LOOK = { batchId: BATCH_ID, tenantId: 'tenant-1', execution: EXECUTION };
  const look = (run: () => Promise<CheckAnswer>, event: unknown = LOOK) =>
    consoleCheckHandler('CheckUpdate', run)(ports)(event, aContext());
  const failsWith = (error: Error) => async (): Promise<CheckAnswer> => {
    throw error;
  };
  const needsAPerson = failsWith(new ManualActionRequiredError(because('a CAPTCHA')));

  test('returns what it saw, and answers no token, because its state waits for none', async () => {
    expect(await look(async () => ({ done: false, lookAgainAt: NOW }))).toEqual({ done: false, lookAgainAt: NOW });
    expect(ports.executions.answers.size).toBe(0);
    expect((await recordOf(ports)).running).toBeUndefined();
  });

  test('says that a person is needed, files nothing, and frees its mark for the state that asks one', async () => {
    expect(await look(needsAPerson)).toEqual({ done: false, personNeeded: true });
    expect(await ports.desk.read('tenant-1', 'CheckUpdate')).toBeUndefined();
    expect((await recordOf(ports)).running).toBeUndefined();
    expect((await recordOf(ports)).failure).toBeUndefined();
  });

  test('that passes by itself is thrown for the machine to retry, and left to a person after the last retry', async () => {
    const unavailable = failsWith(new VendorUnavailableError(because('HTTP 503')));

    await expect(look(unavailable, { ...LOOK, retryCount: 3 })).rejects.toThrow(VendorUnavailableError);
    expect(await look(unavailable, { ...LOOK, retryCount: 4 })).toEqual({ done: false, personNeeded: true });
  });

  test('throws its outcome where it has one', async () => {
    await expect(look(failsWith(new UpdateStateUnknownError(because('who knows'))))).rejects.toThrow(
      UpdateStateUnknownError,
    );
    expect((await recordOf(ports)).failure).toMatchObject({ step: 'CheckUpdate' });
  });

  test('with a token puts it before a person, or answers where it can tell by now', async () => {
    const event = { ...LOOK, taskToken: TOKEN, retryCount: 4 };

    expect(await look(needsAPerson, event)).toEqual({});
    expect(await ports.desk.read('tenant-1', 'CheckUpdate')).toMatchObject({ step: 'CheckUpdate', ask: 'work' });
    expect(ports.executions.answers.size).toBe(0);
    expect(await look(async () => ({ done: true }), event)).toEqual({});
    expect(ports.executions.answers.get(TOKEN)).toEqual({ done: true });
  });

  test('goes on from what a person answered to an earlier question, and closes that task', async () => {
    await look(needsAPerson, { ...LOOK, taskToken: TOKEN, retryCount: 4 });

    expect(await look(async () => ({ done: true }))).toEqual({ done: true });
    expect(await ports.desk.read('tenant-1', 'CheckUpdate')).toMatchObject({ closed: { as: 'done' } });
    expect(ports.executions.answers.size).toBe(0);
  });
});
