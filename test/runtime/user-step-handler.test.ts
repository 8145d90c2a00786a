import { because } from '../in-words.ts';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { tokenPurpose } from '../../lambdas/domain/desk-task.ts';
import { ASK_USER, upgradeStepOf } from '../../lambdas/domain/user-upgrade.ts';
import {
  ManualActionRequiredError,
  PageChangedError,
  PersonNeededError,
  StepStillRunningError,
} from '../../lambdas/domain/errors.ts';
import type { LambdaContext } from '../../lambdas/runtime/lambda.ts';
import { performUserStep } from '../../lambdas/runtime/perform-user-step.ts';
import { userStepHandler } from '../../lambdas/runtime/user-step-handler.ts';
import type { UserRun } from '../../lambdas/steps/upgrade-user-account.ts';
import { anIntakeRow, aTenant, BATCH_ID, EXECUTION } from '../builders.ts';
import { fromNow, MINUTE, NOW, portsWith, sealedIn, type TestPorts } from '../steps/kit.ts';

const TOKEN = 'a task token';
const EVENT = { batchId: BATCH_ID, tenantId: 'tenant-1', execution: EXECUTION, account: 'bbb', taskToken: TOKEN };
const told = aTenant({ stage: 'told', lease: undefined });

function aContext(awsRequestId = 'invocation-1'): LambdaContext {
  return { awsRequestId, getRemainingTimeInMillis: () => 15 * MINUTE };
}

let ports: TestPorts;

beforeEach(() => {
  ports = portsWith({ tenants: [told] });
  ports.executions.waiting.add(TOKEN);
});

async function handle(step: (run: UserRun) => Promise<unknown>, event: unknown = EVENT, context = aContext()) {
  return userStepHandler('UpgradeUserAccount', (_, run) => step(run))(ports)(event, context);
}

describe('the upgrade of a user account', () => {
  test('works on that account, with the address of the row, and needs no lease', async () => {
    let given: UserRun | undefined;
    await handle(async (run) => {
      given = run;
      return { upgraded: true };
    });

    expect(given?.user).toEqual({ tenantId: 'tenant-1', name: 'bbb', email: 'bbb@test.com' });
    expect(given?.invocation).toBe('invocation-1');
    expect(ports.executions.answers.get(TOKEN)).toEqual({ upgraded: true });
  });

  test('frees its mark before it answers', async () => {
    const end = vi.spyOn(ports.users, 'end');
    const answer = vi.spyOn(ports.executions, 'succeedTask');

    await handle(async () => ({ upgraded: true }));

    expect(end.mock.invocationCallOrder[0]).toBeLessThan(answer.mock.invocationCallOrder[0]!);
  });

  test('that fails throws, frees its mark and answers nothing', async () => {
    const failure = new Error('the console is gone');

    await expect(handle(() => Promise.reject(failure))).rejects.toBe(failure);
    expect(ports.executions.answers.size).toBe(0);
    await handle(async () => ({ upgraded: true }), EVENT, aContext('invocation-2'));
    expect(ports.executions.answers.size).toBe(1);
  });

  test('that only a person can do is put on the desk as a task of that account, and its token waits', async () => {
    await handle(() => Promise.reject(new ManualActionRequiredError(because('the page shows a challenge'))));

    const task = await ports.desk.read('tenant-1', 'UpgradeUserAccount:bbb');
    expect(task).toMatchObject({ because: { reason: because('the page shows a challenge'), guideStep: '3-19' } });
    expect(await sealedIn(ports, 'task-token:UpgradeUserAccount:bbb')).toBe(TOKEN);
    expect(ports.executions.waiting).toContain(TOKEN);
    expect(await ports.users.list('tenant-1')).toMatchObject([{ openReason: because('the page shows a challenge') }]);
  });

  test('that meets a page that nobody knows holds everything: [Reset Password] of a user is a point of no return', async () => {
    await handle(() => Promise.reject(new PageChangedError(because('another page'), { guideStep: '3-19' })));

    expect(await ports.switches.read('everything')).toMatchObject({ state: 'paused' });
  });

  test('that only its user can do has a task and a token of its own, also when an operator found that out', async () => {
    const leftToUser = new PersonNeededError(because('left to the user'), { guideStep: '3-19', ask: ASK_USER });
    const run = () => Promise.reject(leftToUser);
    const call = { ...EVENT, invocation: 'invocation-1', expiresAt: new Date(fromNow(MINUTE)), person: 'an operator' };
    await performUserStep(ports, { step: 'UpgradeUserAccount', run }, call);

    expect(await sealedIn(ports, tokenPurpose(upgradeStepOf('bbb')))).toBe(TOKEN);
  });

  test('does not begin while a first run may be alive', async () => {
    const user = { tenantId: 'tenant-1', name: 'bbb', email: 'bbb@test.com' };
    const mark = { invocation: 'invocation-0', now: new Date(NOW), expiresAt: new Date(fromNow(MINUTE)) };
    await ports.users.begin(user, mark);
    const step = vi.fn(async () => ({ upgraded: true }));

    await expect(handle(step)).rejects.toThrow(StepStillRunningError);
    expect(step).not.toHaveBeenCalled();
  });

  test('of one user does not hold up another', async () => {
    const accounts = ['bbb', 'ccc'].map((name) => ({ name, email: `${name}@test.com` }));
    ports = portsWith({ tenants: [{ ...told, row: anIntakeRow({ userAccounts: { kind: 'listed', accounts } }) }] });
    ports.executions.waiting.add(TOKEN).add('another token');
    const other = { ...EVENT, account: 'ccc', taskToken: 'another token' };

    await handle(async () => {
      await handle(async () => ({ upgraded: true }), other, aContext('invocation-2'));
      return { upgraded: false };
    });

    expect([...ports.executions.answers.values()]).toEqual([{ upgraded: true }, { upgraded: false }]);
  });

  test.each([
    ['an account that the row does not list', { ...EVENT, account: 'zzz' }],
    ['a tenant that does not exist', { ...EVENT, tenantId: 'tenant-2' }],
  ])('throws for %s', async (_, event) => {
    await expect(handle(async () => ({ upgraded: true }), event)).rejects.toThrow('lists no user account');
    expect(ports.executions.answers.size).toBe(0);
  });
});
