import { beforeEach, describe, expect, test } from 'vitest';
import { answerConsoleTask } from '../../lambdas/desk/answer-console-task.ts';
import { CONSOLE_TASKS, type BoundTask } from '../../lambdas/desk/console-tasks.ts';
import { deskPages } from '../../lambdas/desk/desk-pages.ts';
import type { Form, Submission } from '../../lambdas/desk/desk-page.ts';
import { resume } from '../../lambdas/desk/switches/turn-switch.ts';
import { tokenPurpose, type DeskTask } from '../../lambdas/domain/desk-task.ts';
import type { Answered } from '../../lambdas/desk/task-view.ts';
import { Secret } from '../../lambdas/domain/secret.ts';
import { PILOT } from '../../lambdas/domain/switch.ts';
import { performStep, type ConsoleStep } from '../../lambdas/runtime/perform-step.ts';
import { confirmLicence } from '../../lambdas/steps/confirm-licence.ts';
import { startUpdate } from '../../lambdas/steps/start-update.ts';
import { aDeskTask, BATCH_ID, EXECUTION } from '../builders.ts';
import { aTenantAt, fromNow, MINUTE, portsWith, recordOf, type TestPorts } from '../steps/kit.ts';
import { CONNECTED_ROW, LICENCE } from './pasted.ts';
import { asSeen, operatorCalled } from '../../local/desk/played-operator.ts';
import { turnTo } from '../turn-to.ts';

const CHECKED: Form = { action: 'done', line: LICENCE, status: 'valid' };
const READY: Form = { action: 'ready', row: CONNECTED_ROW };

let ports: TestPorts;
let definition: BoundTask;
let step: ConsoleStep;

function taskOf(state: string): BoundTask {
  const bound = CONSOLE_TASKS.find((each) => each.step === state);
  if (!bound) throw new Error(`nobody does ${state} by hand`);
  return bound;
}

async function atTheDesk(given: { definition: BoundTask; step: ConsoleStep; stage: 'accepted' | 'connected' }) {
  ({ definition, step } = given);
  ports = portsWith({ tenants: [aTenantAt(given.stage)], settings: { defaultHands: 'operator' } });
  ports.executions.running.add(EXECUTION);
  await runOfTheState('token-1');
}

function atTheFinalPress() {
  return atTheDesk({
    definition: taskOf('StartUpdate'),
    step: { step: 'StartUpdate', run: startUpdate },
    stage: 'connected',
  });
}

/** The state's own function, which puts the step before a person, or finds what a person has answered. */
async function runOfTheState(taskToken: string) {
  ports.executions.waiting.add(taskToken);
  const expiresAt = new Date(fromNow(15 * MINUTE));
  const invocation = `run for ${taskToken}`;
  const call = { batchId: BATCH_ID, tenantId: 'tenant-1', execution: EXECUTION, taskToken, invocation, expiresAt };
  return performStep(ports, step, call);
}

async function openTask(): Promise<DeskTask> {
  const task = await ports.desk.read('tenant-1', step.step);
  if (!task) throw new Error('the step is not at the desk');
  return task;
}

interface Posted {
  by?: string;
  /** As it was read for this request; as it stands now, unless given. */
  task?: DeskTask;
  /** Of the page that was answered. */
  revision?: number;
}

async function post(form: Form, { by = 'A', task, revision }: Posted = {}): Promise<Answered> {
  const read = task ?? (await openTask());
  return answerConsoleTask(ports, definition, posting(form, { by, task: read, ...(revision && { revision }) }));
}

function posting(form: Form, { by = 'A', task, revision = task.revision }: Posted & { task: DeskTask }): Submission {
  const { action = '' } = form;
  return { task, visitor: operatorCalled(by), language: 'ja', revision, action, form, sourceAddress: '127.0.0.1' };
}

beforeEach(() =>
  atTheDesk({
    definition: taskOf('ConfirmLicence'),
    step: { step: 'ConfirmLicence', run: confirmLicence },
    stage: 'accepted',
  }),
);

describe('of two people at once', () => {
  test('one wins, and the other changes nothing', async () => {
    const task = await openTask();
    expect(await Promise.all([post(CHECKED, { task }), post(CHECKED, { task, by: 'B' })])).toEqual([
      { kind: 'done' },
      { kind: 'overtaken' },
    ]);
    expect((await openTask()).closed).toMatchObject({ by: 'A', as: 'done' });
  });

  test('the one whose page is older is told, also where it asks for something else by now', async () => {
    await atTheFinalPress();
    const { revision } = await openTask();
    expect(await post(READY)).toEqual({ kind: 'next' });
    const { updateRequestedAt } = await recordOf(ports);
    ports.clock.pass(MINUTE);

    expect(await post(READY, { by: 'B', revision })).toEqual({ kind: 'overtaken' });
    expect((await recordOf(ports)).updateRequestedAt).toBe(updateRequestedAt);
  });
});

describe('an execution that has ended', () => {
  test('is what the person is told, and nothing of the answer is kept', async () => {
    ports.executions.running.delete(EXECUTION);
    expect(await post(CHECKED)).toEqual({ kind: 'over' });
    expect(await post({ action: 'cannot', reason: 'x' })).toEqual({ kind: 'over' });
    expect((await openTask()).answers).toEqual({});
  });

  test('is what the person is told where another one has the tenant by now', async () => {
    const tenant = await recordOf(ports);
    const other = {
      tenantId: 'tenant-1',
      batchId: 'other--1',
      row: tenant.row,
      execution: 'arn:other',
      replaces: EXECUTION,
    };
    await ports.tenants.claim(other);
    expect(await post(CHECKED)).toEqual({ kind: 'over' });
  });

  test('is what the person is told where nobody waits for the answer any more', async () => {
    await ports.vault.destroy('tenant-1', 'task-token:ConfirmLicence');
    expect(await post(CHECKED)).toEqual({ kind: 'over' });
    expect(await post({ action: 'cannot', reason: 'x' })).toEqual({ kind: 'over' });
  });
});

describe('the same POST once more', () => {
  test('leads to the next page as the first did, and writes no second mark', async () => {
    await atTheFinalPress();
    const { revision } = await openTask();
    await post(READY);
    const before = [await openTask(), await recordOf(ports), await ports.tenants.events('tenant-1')];
    ports.clock.pass(MINUTE);

    expect(await post(READY, { revision })).toEqual({ kind: 'next' });
    expect([await openTask(), await recordOf(ports), await ports.tenants.events('tenant-1')]).toEqual(before);
  });

  test('finds another page where the first one died right before its token, and ends at once from there', async () => {
    const { revision } = await openTask();
    const { succeedTask } = ports.executions;
    ports.executions.succeedTask = async () => {
      ports.executions.succeedTask = succeedTask;
      throw new Error('the network is gone');
    };
    await expect(post(CHECKED)).rejects.toThrow('the network is gone');

    expect(await post(CHECKED, { revision })).toEqual({ kind: 'overtaken' });
    expect(await post(CHECKED)).toEqual({ kind: 'done' });
    expect(ports.executions.answers.size).toBe(1);
  });
});

describe('a pause', () => {
  const paused = { state: 'paused', by: 'night shift', at: fromNow(0), why: 'vendor maintenance' } as const;
  const visitor = operatorCalled('A');
  const view = async () => deskPages.view(ports, { task: await openTask(), visitor, language: 'ja' });

  test.each(['everything', { batchId: BATCH_ID }] as const)(
    'of %o is said on the page, with who and why',
    async (scope) => {
      await turnTo(ports.switches, scope, paused);
      expect((await view())?.halted).toMatch(/一時停止.*night shift.*vendor maintenance.*押さないで/u);
      await turnTo(ports.switches, scope, undefined);
      expect((await view())?.halted).toBeUndefined();
    },
  );

  test('that a pilot goes ahead of is not said to its own tenants, whose steps go on', async () => {
    await turnTo(ports.switches, { batchId: BATCH_ID }, { ...paused, by: PILOT, spares: ['tenant-1'] });
    expect((await view())?.halted).toBeUndefined();
    await turnTo(ports.switches, 'everything', paused);
    expect((await view())?.halted).toMatch(/すべてのバッチを一時停止/u);
  });

  test('refuses the final press with the reason, marks nothing, and asks anew once it is over', async () => {
    await atTheFinalPress();
    await turnTo(ports.switches, 'everything', paused);
    expect(JSON.stringify(await post(READY))).toMatch(/refused.*一時停止.*vendor maintenance/u);
    expect((await recordOf(ports)).updateRequestedAt).toBeUndefined();
    expect((await view())?.actions.map(({ value }) => value)).toEqual(['cannot']);
    // Also to the one who still has the page of before.
    expect(JSON.stringify(await post(READY))).toMatch(/refused.*vendor maintenance/u);

    expect(await resume(ports, await asSeen(ports, { scope: 'everything', by: 'day shift' }))).toEqual({
      kind: 'turned',
      tenants: 1,
    });
    expect(JSON.stringify(await post(READY))).toMatch(/refused.*再開されました/u);
    await runOfTheState('token-2');
    expect(await openTask()).toMatchObject({ ask: 'work', answers: {} });
    expect(await post(READY)).toEqual({ kind: 'next' });
  });

  test('lets a press that was made before it be answered', async () => {
    await atTheFinalPress();
    await post(READY);
    await turnTo(ports.switches, { batchId: BATCH_ID }, paused);
    expect(await post({ action: 'started' })).toEqual({ kind: 'done' });
  });

  test('is a stop where somebody has stopped it: the person is asked whether the tenant ends here', async () => {
    await atTheFinalPress();
    await turnTo(ports.switches, 'everything', { ...paused, state: 'stopped' });
    expect(await post(READY)).toMatchObject({ kind: 'confirm' });
    expect(await post({ ...READY, confirmed: 'yes' })).toMatchObject({ kind: 'stopped' });
    expect(ports.executions.failures.get('token-1')?.error).toBe('StoppedError');
  });
});

describe('a step that has been retried', () => {
  test('takes the answer to the page of before: the same is asked, and nobody has answered', async () => {
    const { revision } = await openTask();
    await runOfTheState('token-2');

    expect(await post(CHECKED, { revision })).toEqual({ kind: 'done' });
    expect([...ports.executions.answers.keys()]).toEqual(['token-2']);
  });

  test('uses an answer that was kept when the desk died of it', async () => {
    const { append } = ports.tenants;
    ports.tenants.append = async () => {
      ports.tenants.append = append;
      throw new Error('the desk has died');
    };
    await expect(post(CHECKED)).rejects.toThrow('the desk has died');
    await runOfTheState('token-2');

    expect([...ports.executions.answers.keys()]).toEqual(['token-2']);
    expect((await openTask()).closed).toMatchObject({ as: 'done' });
  });

  test('does not take the answer to a page of before, once anybody has answered and it is asked anew', async () => {
    await atTheFinalPress();
    const { revision } = await openTask();
    await ports.desk.change(await openTask(), { ask: 'work', answers: {} });
    await runOfTheState('token-2');

    expect(await post(READY, { by: 'B', revision })).toEqual({ kind: 'overtaken' });
  });
});

describe('an account whose first run may be alive', () => {
  test('is not given back: the person is told to come again, because two runs at once would overwrite each other', async () => {
    const step = 'UpgradeUserAccount:bbb';
    const user = { tenantId: 'tenant-1', name: 'bbb', email: 'bbb@example.jp' };
    const now = ports.clock.now();
    await ports.users.begin(user, { invocation: 'first', now, expiresAt: new Date(fromNow(15 * MINUTE)) });
    await ports.vault.seal('tenant-1', tokenPurpose(step), new Secret('token-2'));
    ports.executions.waiting.add('token-2');
    const task = await ports.desk.file(aDeskTask({ step }));
    const givenBack = posting({ action: 'cannot', reason: 'x' }, { task });

    expect(await answerConsoleTask(ports, taskOf('UpgradeUserAccount'), givenBack)).toMatchObject({ kind: 'refused' });
    expect(ports.executions.waiting.has('token-2')).toBe(true);

    ports.clock.pass(16 * MINUTE);
    expect(await answerConsoleTask(ports, taskOf('UpgradeUserAccount'), givenBack)).toMatchObject({ kind: 'stopped' });
  });
});
