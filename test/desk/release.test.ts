import { beforeEach, describe, expect, test } from 'vitest';
import { confirmRelease, releasePage } from '../../lambdas/desk/release/release-page.ts';
import { problem } from '../../lambdas/domain/intake/problems.ts';
import { batchProblem } from '../../lambdas/domain/problem.ts';
import type { Answered } from '../../lambdas/desk/task-view.ts';
import { awaitRelease } from '../../lambdas/steps/await-release.ts';
import { aBatch, aBatchTenant, anIntakeRow, aTenant, BATCH_ID, EXECUTION } from '../builders.ts';
import { portsWith, type TestPorts } from '../steps/kit.ts';
import { operatorCalled } from '../../local/desk/played-operator.ts';

let ports: TestPorts;

async function setUp(releaseBy: 'one' | 'two' = 'two') {
  ports = portsWith({ settings: { releaseBy, defaultHands: 'browser' } });
  await ports.batches.create(aBatch({ accepted: 2, rows: 3, rejected: 1 }));
  const asked = anIntakeRow({
    tenantId: 'tenant-2',
    consent: undefined,
    approverEmail: 'boss@test.com',
    hands: 'operator',
  });
  const outside = anIntakeRow({
    notifyEmails: ['spy@elsewhere.example'],
    window: { from: '22:00', to: '05:00', zone: 'Asia/Tokyo' },
  });
  await ports.batches.addTenants([
    aBatchTenant({ row: outside }),
    aBatchTenant({ tenantId: 'tenant-2', rowNumber: 3, row: asked }),
  ]);
  ports.executions.waiting.add('token-1');
  await awaitRelease(ports, { batchId: BATCH_ID, execution: EXECUTION, taskToken: 'token-1' });
}

beforeEach(() => setUp());

async function openTask() {
  const task = await ports.desk.read(BATCH_ID, 'AwaitRelease');
  if (!task) throw new Error('the release is not on the desk');
  return task;
}

const view = async (name = 'A') =>
  releasePage.view(ports, { task: await openTask(), visitor: operatorCalled(name), language: 'en' });

/** Presses a button of the page as it stands for somebody who has not pressed any. */
async function press(name: string, button: 'confirm' | 'decline', form: Record<string, string> = {}) {
  const action = (await view('nobody'))?.actions.find(({ value }) => value.startsWith(button))?.value ?? '';
  return submit(name, action, form);
}

async function submit(name: string, action: string, form: Record<string, string> = {}): Promise<Answered> {
  const task = await openTask();
  return releasePage.answer(ports, {
    ...{ task, revision: task.revision, action, form, language: 'en', sourceAddress: '203.0.113.7' },
    visitor: operatorCalled(name),
  });
}

/** Another batch takes one of the tenants. */
const anotherBatchTakesOne = () =>
  ports.tenants.claim({ tenantId: 'tenant-2', batchId: 'other--1', row: anIntakeRow(), execution: 'arn:other' });

describe('the plan', () => {
  test('shows tenants, rejected rows, foreign domains, windows, hands and the consents still missing', async () => {
    const page = JSON.stringify(await view());

    for (const part of ['tenant-2', 'elsewhere.example: 1', '22:00–05:00', 'by hand', 'to be asked', 'in writing'])
      expect(page).toContain(part);
    expect(page).toContain('["Rejected rows (left out)","1"]');
  });

  test('shows whom another batch has, or has migrated', async () => {
    await anotherBatchTakesOne();
    expect(JSON.stringify(await view())).toContain('tenant-2: the batch other--1 has it');

    ports = portsWith({ tenants: [aTenant({ stage: 'told', batchId: 'old--1' })], settings: { releaseBy: 'two' } });
    await ports.batches.create(aBatch());
    await ports.batches.addTenants([aBatchTenant()]);
    await awaitRelease(ports, { batchId: BATCH_ID, execution: EXECUTION, taskToken: 'token-1' });
    expect(JSON.stringify(await view())).toContain('tenant-1: migrated by the batch old--1');
  });

  test('says of a column that was ignored, and whose cells look like hours of work, before anybody releases it', async () => {
    ports = portsWith({ settings: { releaseBy: 'one' } });
    const details = { row: 1, column: 'S', value: '客先希望', about: 'windows' };
    const notices = Array.from({ length: 12 }, () => batchProblem(problem('ignored-column-looks-known', details)));
    await ports.batches.create(aBatch({ problems: [...notices, batchProblem(problem('heading-blank'))] }));
    await ports.batches.addTenants([aBatchTenant()]);
    await awaitRelease(ports, { batchId: BATCH_ID, execution: EXECUTION, taskToken: 'token-1' });
    const warnings = (await view())?.warnings ?? [];
    expect(warnings[0]).toContain('column S: the heading "客先希望"');
    expect(warnings[0]).toContain('its cells look like hours of work');
    expect(warnings.slice(10)).toEqual(['There are 2 more notices like these.']);
  });

  test("is nobody's outside", async () => {
    const visitor = { kind: 'outside', purpose: 'consent', address: 'boss@test.com' } as const;

    expect(await releasePage.view(ports, { task: await openTask(), visitor, language: 'en' })).toBeUndefined();
  });
});

describe('the release by two', () => {
  test('needs two different people, and then the state goes on', async () => {
    expect(await press('A', 'confirm')).toEqual({ kind: 'next' });
    // The same person, who has changed their name at the provider.
    const renamed = { ...operatorCalled('A'), name: 'a' };
    const task = await openTask();
    const action = (await view('nobody'))?.actions[0]?.value ?? '';
    const answer = { task, revision: task.revision, action, form: {}, language: 'en', sourceAddress: '' } as const;
    expect(await releasePage.answer(ports, { ...answer, visitor: renamed })).toEqual({ kind: 'next' });
    expect((await ports.batches.read(BATCH_ID))?.release).toBeUndefined();
    expect((await view('A'))?.actions.map(({ value }) => value)).toEqual(['decline']);
    expect((await view('A'))?.why).toContain('somebody else has to');

    expect(await press('B', 'confirm')).toEqual({ kind: 'done' });
    expect((await ports.batches.read(BATCH_ID))?.release).toMatchObject({
      by: 'a, B',
      planHash: expect.any(String) as string,
    });
    expect(ports.executions.answers.get('token-1')).toEqual({ released: true });
    expect((await openTask()).closed?.as).toBe('done');
  });

  test('does not count anyone who has confirmed at a terminal once more at the desk', async () => {
    const planHash = (await view('nobody'))?.actions[0]?.value.slice('confirm:'.length) ?? '';
    const proof = { kind: 'iam', arn: 'arn:aws:iam::111122223333:user/hanako' } as const;
    const person = { by: `hanako (${proof.arn})`, proof };
    await confirmRelease(ports, { task: await openTask(), person, planHash, language: 'en' });

    expect(await press('A', 'confirm')).toEqual({ kind: 'next' });
    expect((await view('A'))?.why).toContain('somebody else has to');
    expect((await ports.batches.read(BATCH_ID))?.release).toBeUndefined();
    expect(await press('B', 'confirm')).toEqual({ kind: 'done' });
  });

  test('tells the operators once that a second person is needed', async () => {
    await press('A', 'confirm');
    await press('A', 'confirm');

    expect(ports.mailer.sent.filter(({ mail }) => mail.text.includes('2人目'))).toHaveLength(1);
  });

  test('starts over when the plan has changed between the two', async () => {
    await press('A', 'confirm');
    await anotherBatchTakesOne();

    expect((await view('B'))?.warnings.join()).toContain('no longer counts');
    expect(await press('B', 'confirm')).toEqual({ kind: 'next' });
    expect((await ports.batches.read(BATCH_ID))?.release).toBeUndefined();
    expect(await press('A', 'confirm')).toEqual({ kind: 'done' });
  });

  test('is not given to a plan that changed after its page was shown', async () => {
    const action = (await view())?.actions[0]?.value ?? '';
    await anotherBatchTakesOne();

    expect(await submit('A', action)).toMatchObject({ kind: 'refused' });
  });

  test('of two who press at the same moment keeps one, and tells the other', async () => {
    const task = await openTask();
    await press('A', 'confirm');
    const action = (await view('B'))?.actions[0]?.value ?? '';

    expect(
      await releasePage.answer(ports, {
        ...{ task, revision: task.revision, action, form: {}, language: 'en', sourceAddress: '' },
        visitor: operatorCalled('B'),
      }),
    ).toEqual({ kind: 'overtaken' });
  });

  test('is not recorded beside a no that came in the same moment: what stands is told to both, and to the execution', async () => {
    await press('A', 'confirm');
    const { decide } = ports.batches;
    // The no is written between the yes and its record.
    ports.batches.decide = async (batchId, decision) => {
      ports.batches.decide = decide;
      const at = '2026-12-05T12:00:00.000Z';
      await ports.batches.decide(batchId, { declined: { by: 'C', at, why: 'wrong file' } });
      return ports.batches.decide(batchId, decision);
    };

    expect(await press('B', 'confirm')).toEqual({ kind: 'overtaken', says: 'C has declined it before you.' });
    const batch = await ports.batches.read(BATCH_ID);
    expect(batch?.release).toBeUndefined();
    expect(batch?.declined).toMatchObject({ by: 'C' });
    expect(ports.executions.answers.get('token-1')).toEqual({ released: false });
  });

  test('is offered again to the one who gave it where the record of it failed: nobody else would come', async () => {
    await press('A', 'confirm');
    ports.batches.decide = () => Promise.reject(new Error('throttled'));
    await expect(press('B', 'confirm')).rejects.toThrow('throttled');
    Reflect.deleteProperty(ports.batches, 'decide');

    const action = (await view('B'))?.actions[0]?.value ?? '';
    expect(await submit('B', action)).toEqual({ kind: 'done' });
    expect(ports.executions.answers.get('token-1')).toEqual({ released: true });
  });
});

describe('the plan of more than a thousand tenants', () => {
  beforeEach(async () => {
    ports = portsWith({ settings: { releaseBy: 'one', defaultHands: 'browser' } });
    await ports.batches.create(aBatch({ accepted: 1001, rows: 1001 }));
    await ports.batches.addTenants([aBatchTenant({ tenantId: 'tenant-2' })]);
    ports.executions.waiting.add('token-1');
    await awaitRelease(ports, { batchId: BATCH_ID, execution: EXECUTION, taskToken: 'token-1' });
  });

  test('is read as it was made, which its page says: nobody waits for a page that reads every tenant', async () => {
    ports.tenants.readEach = () => Promise.reject(new Error('made anew'));

    const page = await view();
    expect(JSON.stringify(page)).toContain('tenant-2');
    expect(page?.warnings.join()).toContain('this plan was made on');
    expect(await press('A', 'confirm')).toEqual({ kind: 'done' });
  });

  test('is forgotten once it is decided, with the names in it', async () => {
    expect(await ports.batches.plan(BATCH_ID)).toBeDefined();
    await press('A', 'decline', { why: 'wrong file', confirmed: 'yes' });
    expect(await ports.batches.plan(BATCH_ID)).toBeUndefined();
  });
});

test('the release by one needs one', async () => {
  await setUp('one');

  expect(await press('A', 'confirm')).toEqual({ kind: 'done' });
});

describe('a no', () => {
  test('on a page that somebody else has answered meanwhile is not taken, and its author is told', async () => {
    const task = await openTask();
    await press('A', 'confirm');

    const form = { why: 'wrong file', confirmed: 'yes' };
    expect(
      await releasePage.answer(ports, {
        ...{
          task: await openTask(),
          revision: task.revision,
          action: 'decline',
          form,
          language: 'en',
          sourceAddress: '',
        },
        visitor: operatorCalled('B'),
      }),
    ).toEqual({ kind: 'overtaken' });
    expect((await ports.batches.read(BATCH_ID))?.declined).toBeUndefined();
  });

  test('needs a reason and is asked twice, then the batch ends without starting', async () => {
    expect(await press('A', 'decline')).toMatchObject({ refusals: [{ field: 'why' }] });
    expect(await press('A', 'decline', { why: 'wrong file' })).toMatchObject({ kind: 'confirm' });
    expect(await press('A', 'decline', { why: 'wrong file', confirmed: 'yes' })).toEqual({ kind: 'done' });

    expect((await ports.batches.read(BATCH_ID))?.declined).toMatchObject({ by: 'A', why: 'wrong file' });
    expect(ports.executions.answers.get('token-1')).toEqual({ released: false });
  });

  test('is done for its author also where the yes of another is written in the same moment', async () => {
    const { desk } = ports;
    const change = desk.change.bind(desk);
    desk.change = async (task, changes) => {
      desk.change = change;
      const yes = { by: 'B', at: '2026-12-01T00:00:00.000Z', given: {} };
      await change(task, { answers: { ...task.answers, 'confirmed:B': yes } });
      return change(task, changes);
    };
    expect(await press('A', 'decline', { why: 'wrong file', confirmed: 'yes' })).toEqual({ kind: 'done' });
    expect(await openTask()).toMatchObject({ closed: { by: 'A', as: 'refused' } });
  });

  test('stands where AWS did not take it: a yes that comes after it starts nothing', async () => {
    await setUp('one');
    const { executions } = ports;
    const { succeedTask } = executions;
    executions.succeedTask = () => Promise.reject(new Error('throttled'));
    await expect(press('A', 'decline', { why: 'wrong file', confirmed: 'yes' })).rejects.toThrow('throttled');
    executions.succeedTask = succeedTask;

    expect(await press('B', 'confirm')).toEqual({ kind: 'overtaken', says: 'A has declined it before you.' });
    expect((await ports.batches.read(BATCH_ID))?.release).toBeUndefined();
    expect(executions.answers.get('token-1')).toEqual({ released: false });
  });

  test('does not take back a release that is on record', async () => {
    await setUp('one');
    await ports.batches.decide(BATCH_ID, { release: { by: 'A', at: '2026-12-01T00:00:00.000Z' } });

    expect(await press('B', 'decline', { why: 'wrong file', confirmed: 'yes' })).toEqual({
      kind: 'overtaken',
      says: 'A has released it before you.',
    });
    expect((await ports.batches.read(BATCH_ID))?.declined).toBeUndefined();
    expect(ports.executions.answers.get('token-1')).toEqual({ released: true });
  });
});
