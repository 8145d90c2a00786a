import { beforeEach, describe, expect, test } from 'vitest';
import { deskPages } from '../../lambdas/desk/desk-pages.ts';
import { taskPage } from '../../lambdas/desk/http/pages/task-page.ts';
import type { Answered } from '../../lambdas/desk/task-view.ts';
import { reminderDue, upgradeStepOf } from '../../lambdas/domain/user-upgrade.ts';
import type { Visitor } from '../../lambdas/desk/desk-page.ts';
import { userStepHandler } from '../../lambdas/runtime/user-step-handler.ts';
import { remind } from '../../lambdas/steps/scheduled/remind.ts';
import { upgradeUserAccount } from '../../lambdas/steps/upgrade-user-account.ts';
import { anIntakeRow, aTenant, BATCH_ID, EXECUTION } from '../builders.ts';
import { DAY, fromNow, MINUTE, NOW, portsWith, type TestPorts } from '../steps/kit.ts';
import { inEnglish } from '../in-words.ts';

const CONTACT = 'it@test.com';
const accounts = ['bbb', 'ccc'].map((name) => ({ name, email: `${name}@test.com` }));
const row = anIntakeRow({ userAccounts: { kind: 'listed', accounts }, notifyEmails: [CONTACT] });
const bbb: Visitor = { kind: 'outside', purpose: 'upgrade', address: 'bbb@test.com' };
const contact: Visitor = { kind: 'outside', purpose: 'upgrade', address: CONTACT };

let ports: TestPorts;

async function setUp(
  userMails: 'none' | 'direct' | 'contact',
  deskOrigin: string | undefined = 'https://desk.example.jp',
) {
  ports = portsWith({
    tenants: [aTenant({ stage: 'told', lease: undefined, row })],
    settings: { userMails, deskOrigin },
  });
  for (const account of ['bbb', 'ccc']) await runStep(account);
}

async function runStep(account: string) {
  const taskToken = `token of ${account}`;
  ports.executions.waiting.add(taskToken);
  const event = { batchId: BATCH_ID, tenantId: 'tenant-1', execution: EXECUTION, account, taskToken };
  const context = { awsRequestId: `run of ${account}`, getRemainingTimeInMillis: () => 15 * MINUTE };
  await userStepHandler('UpgradeUserAccount', upgradeUserAccount)(ports)(event, context);
}

async function press(step: string, visitor: Visitor, action: string, form = {}): Promise<Answered> {
  const task = await taskOf(step);
  const { revision } = task;
  return deskPages.answer(ports, {
    task,
    visitor,
    language: 'ja',
    revision,
    action,
    form,
    sourceAddress: '203.0.113.7',
  });
}

async function taskOf(step: string) {
  const task = await ports.desk.read('tenant-1', step);
  if (!task) throw new Error(`there is no task ${step}`);
  return task;
}

const answers = () => Object.fromEntries(ports.executions.answers);
const mailed = () => ports.mailer.sent.map(({ mail }) => mail.to);

describe('where users may be written to', () => {
  beforeEach(() => setUp('direct'));

  test('each is told how, with a page of their own, and the state waits', async () => {
    expect(mailed()).toEqual(['bbb@test.com', 'ccc@test.com']);
    expect(ports.mailer.sent[0]?.mail.text).toContain('UserUpgrade%3Abbb?purpose=upgrade');
    expect(answers()).toEqual({});
  });

  test('the page tells the screens, and asks for no password', async () => {
    const view = await deskPages.view(ports, {
      task: await taskOf('UserUpgrade:bbb'),
      visitor: bbb,
      language: 'ja',
    });

    expect(view?.instructions.map(({ text }) => text).join()).toContain('[Verify Email]');
    expect(view?.fields.map(({ name }) => name)).toEqual(['why']);
  });

  test('"done" is written down and answers that state only', async () => {
    expect(await press('UserUpgrade:bbb', bbb, 'done')).toEqual({ kind: 'done' });

    expect(answers()).toEqual({ 'token of bbb': { upgraded: true } });
    const [user] = await ports.users.list('tenant-1');
    expect(user).toMatchObject({ name: 'bbb', upgradedAt: NOW, saidBy: 'bbb@test.com' });
    expect(user).not.toHaveProperty('openReason');
    expect(await ports.vault.purposes('tenant-1')).not.toContain('task-token:UserUpgrade:bbb');
  });

  test('a second click is harmless', async () => {
    await press('UserUpgrade:bbb', bbb, 'done');
    expect(await press('UserUpgrade:bbb', bbb, 'fails')).toEqual({ kind: 'over' });

    expect((await ports.users.list('tenant-1'))[0]).toMatchObject({ upgradedAt: NOW });
  });

  test.each([
    ['with a reason', { why: 'no mail\ncomes ' }, 'it does not work, says bbb@test.com: no mail comes'],
    ['without one', {}, 'it does not work, says bbb@test.com'],
  ])('"does not work" %s leaves the account open and ends the wait', async (_, form, openReason) => {
    expect(await press('UserUpgrade:bbb', bbb, 'fails', form)).toEqual({ kind: 'done' });

    expect(answers()).toEqual({ 'token of bbb': { upgraded: false } });
    expect(inEnglish((await ports.users.list('tenant-1'))[0]?.openReason)).toBe(openReason);
  });

  test.each([
    ['of another user', { ...bbb, address: 'ccc@test.com' }],
    ['for another purpose', { ...bbb, purpose: 'mailbox' }],
  ] as [string, Visitor][])('a link %s shows and changes nothing', async (_, visitor) => {
    const task = await taskOf('UserUpgrade:bbb');

    expect(await deskPages.view(ports, { task, visitor, language: 'en' })).toBeUndefined();
    expect(await press('UserUpgrade:bbb', visitor, 'done')).toEqual({ kind: 'over' });
    expect(answers()).toEqual({});
  });

  test('a step that runs again asks nobody twice', async () => {
    await runStep('bbb');

    expect(mailed()).toEqual(['bbb@test.com', 'ccc@test.com']);
  });

  test('each reminder is sent once', async () => {
    for (const days of [1.55, 3.55, 3.6, 8.55, 16.55, 18.55]) {
      ports.clock.set(fromNow(days * DAY));
      await remind(ports);
    }

    expect(mailed().slice(2)).toEqual(Array(3).fill(['bbb@test.com', 'ccc@test.com']).flat());
  });
});

describe('where the contact speaks for the users', () => {
  beforeEach(() => setUp('contact'));

  test('one mail asks for all of them', () => {
    expect(mailed()).toEqual([CONTACT]);
    expect(ports.mailer.sent[0]?.mail.text).toContain('ccc@test.com');
  });

  test('the page stays until something was said of each', async () => {
    expect(await press('UserUpgrade', contact, 'done')).toMatchObject({ kind: 'refused' });
    expect(await press('UserUpgrade', contact, 'done', { 'user:bbb': 'on' })).toEqual({ kind: 'next' });
    expect(await press('UserUpgrade', contact, 'fails', { 'user:ccc': 'on' })).toEqual({ kind: 'done' });

    expect(answers()).toEqual({ 'token of bbb': { upgraded: true }, 'token of ccc': { upgraded: false } });
    expect((await ports.desk.of('tenant-1')).filter(({ closed }) => !closed)).toEqual([]);
  });

  test('a user named by a forged box is nobody', async () => {
    expect(await press('UserUpgrade', contact, 'done', { 'user:admin': 'on' })).toMatchObject({
      kind: 'refused',
    });
  });

  test('a user has no link, and a reminder goes to the contact once', async () => {
    expect(await press(upgradeStepOf('bbb'), contact, 'done')).toEqual({ kind: 'over' });
    ports.clock.set(fromNow(3.55 * DAY));
    await remind(ports);

    expect(mailed()).toEqual([CONTACT, CONTACT]);
  });
});

test.each([
  ['nobody may be written to', 'none', 'https://desk.example.jp'],
  ['there is no desk', 'contact', ''],
] as const)('where %s the account stays open at once', async (_, userMails, origin) => {
  await setUp(userMails, origin);

  expect(answers()).toEqual({ 'token of bbb': { upgraded: false }, 'token of ccc': { upgraded: false } });
  expect(mailed()).toEqual([]);
});

test.each([
  [2.9, undefined],
  [3, 3],
  [6.9, 3],
  [7, 7],
  [14, 14],
  [59, 14],
  [60, undefined],
])('after %d days the reminder of day %s is due', (days, reminder) => {
  const filedAt = NOW;

  expect(reminderDue({ filedAt }, new Date(fromNow(days * DAY)))).toBe(reminder);
});

describe.each(['ja', 'en'] as const)('the page of a user, in %s', (language) => {
  const pageFor = async (visitor: Visitor, step: string) => {
    await setUp(step === 'UserUpgrade' ? 'contact' : 'direct');
    const view = await deskPages.view(ports, { task: await taskOf(step), visitor, language });
    if (!view) throw new Error('the page is not shown');
    const page = { view, language, action: '/l/x', revision: 1, isOperator: false };
    return { view, html: taskPage(page).text };
  };

  test('draws the screen of each step that has one, with every label that the step names', async () => {
    const { view, html } = await pageFor(bbb, upgradeStepOf('bbb'));
    expect(html.match(/<svg\s+class="screen"/gu)).toHaveLength(6);
    for (const { text, screen } of view.instructions) {
      const drawn = [screen?.title, ...(screen?.fields ?? []), screen?.says, screen?.button];
      const named = Array.from(text.matchAll(/\[([^\]]+)\]/gu), ([, label]) => label);
      expect(named.filter((label) => !drawn.includes(label))).toEqual([]);
    }
    // Drawn, and not loaded: the policy of the desk lets nothing else in.
    expect(html).not.toMatch(/<image|<use|style="|url\(/u);
  });

  test('leads to the consoles by links, gives the address to be copied, and names no step of a guide that nobody outside has', async () => {
    const { html } = await pageFor(bbb, upgradeStepOf('bbb'));
    expect(html).toContain(`href="https://${row.apexCentralHost}/"`);
    expect(html).toContain('href="https://signin.v1.trendmicro.com/"');
    expect(html).toMatch(/value="bbb@test\.com"\s+readonly/u);
    expect(html).not.toMatch(/3-19|guide|ガイド/u);
  });

  test('of the contact leaves the address to each user', async () => {
    const { html } = await pageFor(contact, 'UserUpgrade');
    expect(html).toMatch(/<svg\s+class="screen"/u);
    expect(html).not.toContain('value="bbb@test.com"');
  });
});
