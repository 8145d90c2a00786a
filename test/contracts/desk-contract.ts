import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { Filing } from '../../lambdas/domain/desk-task.ts';
import { StaleRecordError } from '../../lambdas/domain/errors.ts';
import type { Desk, Sought } from '../../lambdas/ports/desk.ts';

const LATER = '2026-12-01T04:00:00.000Z';
const closed = { at: LATER, by: 'operator@msp.example.jp', as: 'done' } as const;
const answered = { by: 'operator@msp.example.jp', at: LATER, given: { status: '有効期限内' } };

/** One test per promise of the port, against any desk; the subjects of a test are its own. */
export function deskContract(open: () => Desk | Promise<Desk>): void {
  const setUp = async () => {
    const filing = aFiling();
    return { desk: await open(), filing, subject: filing.subject };
  };

  it('opens a task that reads back as it was filed, without answers', async () => {
    const { desk, filing, subject } = await setUp();
    const task = await desk.file(filing);
    expect(task).toEqual({ ...filing, answers: {}, revision: 1 });
    expect(await desk.read(subject, filing.step)).toEqual(task);
    expect(await desk.read(subject, 'StartUpdate')).toBeUndefined();
  });

  it('reads many tasks at once, each by its subject and step, open and closed', async () => {
    const { desk, filing } = await setUp();
    const other = aFiling();
    const task = await desk.file(filing);
    const over = await desk.change(await desk.file(other), { closed });
    const asked = [filing, other, { ...filing, step: 'NoSuchStep' }].map(({ subject, step }) => ({ subject, step }));
    const read = await desk.readEach(asked);
    expect(read).toHaveLength(2);
    expect(read).toEqual(expect.arrayContaining([task, over]));
  });

  it('keeps answers, assignee and age of an open task that is filed again by a retry of its step', async () => {
    const { desk, filing } = await setUp();
    await desk.change(await desk.file(filing), { answers: { work: answered }, assignee: 'night shift' });
    const again = await desk.file({ ...filing, ask: 'press', execution: 'arn:2', filedAt: LATER });
    expect(again).toMatchObject({ ask: 'press', execution: 'arn:2', filedAt: filing.filedAt, assignee: 'night shift' });
    expect(again.answers).toEqual({ work: answered });
  });

  it('says since when it asks what it asks: filing the same again keeps a page, another answer or question does not', async () => {
    const { desk, filing } = await setUp();
    const first = await desk.file(filing);
    const again = await desk.change(await desk.file({ ...filing, execution: 'arn:2' }), { assignee: 'night shift' });
    expect(again).toMatchObject({ askedSince: first.revision, revision: first.revision + 2 });
    const changed = await desk.change(again, { answers: {} });
    expect(changed.askedSince).toBe(changed.revision);
    const another = await desk.file({ ...filing, ask: 'press' });
    expect(another.askedSince).toBe(another.revision);
    expect(await desk.read(filing.subject, filing.step)).toEqual(another);
  });

  it('starts a closed task anew: an answer of an earlier run must not be taken for one of this', async () => {
    const { desk, filing } = await setUp();
    const task = await desk.change(await desk.file(filing), { answers: { work: answered } });
    await desk.change(task, { closed });
    const again = await desk.file({ ...filing, filedAt: LATER });
    expect(again).toMatchObject({ answers: {}, filedAt: LATER });
    expect(again.closed).toBeUndefined();
    expect(again.revision).toBeGreaterThan(task.revision);
  });

  it('lists what is open, oldest first, and not what was closed', async () => {
    const { desk, filing, subject } = await setUp();
    const second = { ...filing, step: 'StartUpdate', filedAt: LATER };
    await desk.file(second);
    const first = await desk.file(filing);
    expect(await openOf(desk, subject)).toEqual([filing.step, 'StartUpdate']);
    await desk.change(first, { closed });
    expect(await openOf(desk, subject)).toEqual(['StartUpdate']);
    await desk.file({ ...filing, filedAt: LATER });
    expect(await openOf(desk, subject)).toHaveLength(2);
  });

  it('lists a task as long as it is open, no matter who takes it over and whatever was answered', async () => {
    const { desk, filing, subject } = await setUp();
    const task = await desk.change(await desk.file(filing), { assignee: 'night shift' });
    await desk.change(task, { answers: { work: answered }, ask: 'press' });
    const listed = [];
    for await (const each of desk.open()) if (each.subject === subject) listed.push(each);
    expect(listed).toMatchObject([{ subject, step: filing.step, filedAt: filing.filedAt }]);
  });

  it('keeps what waits for the customer in a list of its own, which no search for ours looks into', async () => {
    const { desk, filing, subject } = await setUp();
    await desk.file(filing);
    await desk.file({ ...filing, step: 'UserUpgrade:bbb' });
    await desk.file({ ...filing, ...aConsentThatWaits });
    expect(await found(desk, { list: 'ours', tenant: subject })).toEqual(['ConfirmLicence']);
    expect((await found(desk, { list: 'customers', tenant: subject })).sort()).toEqual([
      'AskForConsent',
      'UserUpgrade:bbb',
    ]);
    expect(await openOf(desk, subject)).toHaveLength(3);
  });

  it('moves a task to the list of those whose turn it is: a consent is ours until its approver has been asked', async () => {
    const { desk, filing, subject } = await setUp();
    const { because } = aConsentThatWaits;
    const nobody = { ...because, reason: { code: 'noApprover' } };
    const task = await desk.file({ ...filing, ...aConsentThatWaits, because: nobody });
    expect(await found(desk, { list: 'ours', tenant: subject })).toEqual(['AskForConsent']);
    const asked = await desk.change(task, { because });
    expect(await found(desk, { list: 'ours', tenant: subject })).toEqual([]);
    await desk.file({ ...filing, ...aConsentThatWaits, because: nobody });
    expect(await found(desk, { list: 'customers', tenant: subject })).toEqual([]);
    expect(await found(desk, { list: 'ours', tenant: subject })).toEqual(['AskForConsent']);
    expect(asked.filedAt).toBe(task.filedAt);
  });

  it('finds by tenant, batch, step, reason and assignee, each as the task now says, and by all of them together', async () => {
    const { desk, filing, subject } = await setUp();
    const batchId = `batch-of-${subject}`;
    const task = await desk.file({ ...filing, batchId });
    await desk.file({ ...filing, batchId, step: 'UpgradeUserAccount:bbb' });
    await desk.change(task, { assignee: 'day shift' });
    const all = ['ConfirmLicence', 'UpgradeUserAccount:bbb'];
    const ours = { list: 'ours', batchId } as const;
    expect(await found(desk, { ...ours, tenant: subject.slice(2, 9) })).toEqual(all);
    expect(await found(desk, { ...ours, reason: 'ManualActionRequiredError' })).toEqual(all);
    expect(await found(desk, { ...ours, steps: ['UpgradeUserAccount', 'StartUpdate'] })).toEqual([all[1]]);
    expect(await found(desk, { ...ours, assignee: 'day shift' })).toEqual([all[0]]);
    expect(await found(desk, { ...ours, assignee: null })).toEqual([all[1]]);
    expect(await found(desk, { ...ours, assignee: 'day shift', steps: ['ConfirmLicence'] })).toEqual([all[0]]);
    for (const none of [{ tenant: 'nobody' }, { reason: 'x' }, { steps: [] }, { assignee: 'x' }, { batchId: 'x' }])
      expect(await found(desk, { ...ours, ...none })).toEqual([]);
  });

  it('gives a page at a time, from either end, and goes on behind a task that has gone meanwhile', async () => {
    const { desk, filing, subject } = await setUp();
    const sought = { list: 'ours', tenant: subject } as const;
    const minutes = [0, 1, 2, 3, 4];
    const tasks = await Promise.all(
      minutes.map((n) =>
        desk.file({ ...filing, step: `Step${String(n)}`, filedAt: `2026-12-01T00:0${String(n)}:00.000Z` }),
      ),
    );
    const first = await desk.search(sought, { most: 2 });
    expect(first.tasks.map(({ step }) => step)).toEqual(['Step0', 'Step1']);
    if (tasks[1]) await desk.change(tasks[1], { closed });
    const second = await desk.search(sought, { most: 2, after: first.next });
    expect(second.tasks.map(({ step }) => step)).toEqual(['Step2', 'Step3']);
    const last = await desk.search(sought, { most: 2, after: second.next });
    expect([last.tasks.map(({ step }) => step), last.next]).toEqual([['Step4'], undefined]);
    const newest = await desk.search(sought, { most: 3, newestFirst: true });
    expect(newest.tasks.map(({ step }) => step)).toEqual(['Step4', 'Step3', 'Step2']);
    expect(await desk.count(sought)).toBe(4);
    for (const nowhere of ['2999-12-31', 'x', '', `2${'9'.repeat(2000)}`])
      expect(await desk.search(sought, { most: 2, after: nowhere })).toEqual({ tasks: [] });
  });

  it('lets one of two people answer at once, and tells the other', async () => {
    const { desk, filing } = await setUp();
    const task = await desk.file(filing);
    const answers = await Promise.allSettled(
      ['a', 'b'].map((by) => desk.change(task, { answers: { work: { ...answered, by } } })),
    );
    const refused = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason as unknown] : []));
    expect(refused).toHaveLength(1);
    expect(refused[0]).toBeInstanceOf(StaleRecordError);
  });

  it('refuses a change of what somebody changed since, and grows the revision by one with each', async () => {
    const { desk, filing } = await setUp();
    const task = await desk.file(filing);
    const changed = await desk.change(task, { assignee: 'day shift' });
    expect(changed.revision).toBe(task.revision + 1);
    await expect(desk.change(task, { assignee: 'night shift' })).rejects.toThrow(StaleRecordError);
  });

  it('does not mind being closed twice: the first stands', async () => {
    const { desk, filing } = await setUp();
    const task = await desk.file(filing);
    const first = await desk.change(task, { closed });
    const second = await desk.change(task, { closed: { ...closed, as: 'withdrawn' } });
    expect(second).toEqual(first);
  });

  it('gives every task of a subject, open and closed, and none of another', async () => {
    const { desk, filing, subject } = await setUp();
    const task = await desk.file(filing);
    await desk.change(task, { closed });
    await desk.file({ ...filing, step: 'StartUpdate' });
    await desk.file({ ...filing, subject: `${subject}-2` });
    expect((await desk.of(subject)).map(({ step }) => step).sort()).toEqual(['ConfirmLicence', 'StartUpdate']);
  });
}

const aConsentThatWaits = {
  step: 'AskForConsent',
  because: {
    code: 'PersonNeededError',
    reason: { code: 'approverHasNotAnswered', approver: 'director@customer.example.jp' },
    guideStep: null,
  },
} as const;

async function found(desk: Desk, sought: Sought): Promise<string[]> {
  const { tasks } = await desk.search(sought, { most: 100 });
  expect(await desk.count(sought)).toBe(tasks.length);
  return tasks.map(({ step }) => step);
}

async function openOf(desk: Desk, subject: string): Promise<string[]> {
  const steps: string[] = [];
  for await (const task of desk.open()) if (task.subject === subject) steps.push(task.step);
  return steps;
}

function aFiling(): Filing {
  return {
    subject: `t-${randomUUID()}`,
    step: 'ConfirmLicence',
    batchId: 'pilot--00000000',
    execution: 'arn:aws:states:ap-northeast-1:123456789012:execution:migrate-tenant:t--00000000--1',
    ask: 'work',
    because: { code: 'ManualActionRequiredError', reason: 'the page shows a CAPTCHA', guideStep: '1-1' },
    filedAt: '2026-12-01T00:00:00.000Z',
  };
}
