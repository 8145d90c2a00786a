import { beforeEach, describe, expect, test } from 'vitest';
import { CONSOLE_TASKS } from '../../lambdas/desk/console-tasks.ts';
import { deskPages } from '../../lambdas/desk/desk-pages.ts';
import type { Form, Visitor } from '../../lambdas/desk/desk-page.ts';
import type { DeskTask } from '../../lambdas/domain/desk-task.ts';
import type { Answered } from '../../lambdas/desk/task-view.ts';
import { aBatch, aBatchTenant, aDeskTask, anIntakeRow, aTenant, BATCH_ID } from '../builders.ts';
import { NOW, portsWith, type TestPorts } from '../steps/kit.ts';
import { ACCOUNTS, CONNECTED_ROW, LICENCE, NOT_READY, UPDATED_ROW } from './pasted.ts';
import { operatorCalled } from '../../local/desk/played-operator.ts';

/** What somebody types, pastes or sends who is mistaken, in a hurry, or no friend. */
const BAD: Readonly<Record<string, string>> = {
  nothing: '',
  blanks: ' \u3000\n\t',
  '10 kB': 'x'.repeat(10_240),
  markup: '<b onmouseover="x()">1</b>',
  'a script': '"><script>alert(1)</script>',
  'right to left': '\u202E済続接\u202C مرحبا',
  'zero width': '\u200B\u200D\uFEFF',
  'a null': '\u0000',
  'a lone surrogate': '\uD800',
  'a formula': "=cmd|' /C calc'!A0",
  'a name of every object': '__proto__',
};

/** Forms that are as they should be, by question; each field of each is spoilt in turn. */
const GOOD: readonly (readonly [question: string, form: Form])[] = [
  ['ConfirmLicence work', { action: 'done', line: LICENCE, status: 'valid' }],
  ['ConfirmUserAccounts work', { action: 'done', ...ACCOUNTS, registration: 'notRegistered' }],
  ['IssueRegistrationToken work', { action: 'add', token: 't0ken-'.repeat(6) }],
  ['IssueRegistrationToken transfer', { action: 'done', row: CONNECTED_ROW }],
  ['CheckConnection work', { action: 'done', row: CONNECTED_ROW }],
  ['StartUpdate work', { action: 'ready', row: CONNECTED_ROW }],
  ['StartUpdate press', { action: 'message', message: NOT_READY }],
  ['CheckUpdate work', { action: 'done', row: UPDATED_ROW }],
  ['VerifyConsole work', { action: 'done', ...FIGURES() }],
];

function FIGURES(): Form {
  const { accounts: _accounts, ...figures } = ACCOUNTS;
  return figures;
}

const OPERATOR: Visitor = operatorCalled('operator@msp.example');
const BOSS: Visitor = { kind: 'outside', purpose: 'consent', address: 'boss@test.com' };
const CONTACT: Visitor = { kind: 'outside', purpose: 'upgrade', address: 'it@test.com' };
const OWNER: Visitor = { kind: 'outside', purpose: 'hand-over', address: 'it@test.com' };
const READER: Visitor = { kind: 'outside', purpose: 'mailbox', address: 'aaa@test.com' };

let ports: TestPorts;
beforeEach(async () => {
  const row = anIntakeRow({ consent: undefined, approverEmail: 'boss@test.com', notifyEmails: ['it@test.com'] });
  ports = portsWith({ tenants: [aTenant({ stage: 'accountsConfirmed', row })], settings: { releaseBy: 'two' } });
  await ports.batches.create(aBatch());
  await ports.batches.addTenants([aBatchTenant()]);
});

async function post(task: DeskTask, form: Form, visitor: Visitor = OPERATOR): Promise<Answered> {
  ports.executions.running.add(task.execution);
  const { action = '' } = form;
  const sourceAddress = '203.0.113.7';
  const { revision } = task;
  return deskPages.answer(ports, { task, visitor, language: 'ja', revision, action, form, sourceAddress });
}

async function aTaskOf(question: string): Promise<DeskTask> {
  const [step = '', ask = ''] = question.split(' ');
  const { answers: _answers, revision: _revision, closed: _closed, ...filing } = aDeskTask({ step, ask });
  return ports.desk.file(filing);
}

test('every form of a step by hand that asks for more than a button is among those that are spoilt', async () => {
  const withFields: string[] = [];
  for (const { step, questions } of CONSOLE_TASKS) {
    for (const ask of Object.keys(questions)) {
      const request = { task: await aTaskOf(`${step} ${ask}`), visitor: OPERATOR, language: 'ja' } as const;
      const fields = (await deskPages.view(ports, request))?.fields ?? [];
      if (fields.some(({ name }) => name !== 'reason')) withFields.push(`${step} ${ask}`);
    }
  }
  expect(withFields).toEqual(GOOD.map(([question]) => question));
});

describe.each(GOOD)('%s', (question, form) => {
  const fields = Object.keys(form).filter((name) => name !== 'action');

  test.each(fields)('is refused at its field %s, whatever stands there instead', async (field) => {
    for (const [what, text] of Object.entries(BAD)) {
      const task = await aTaskOf(question);
      const answered = await post(task, { ...form, [field]: text });
      expect(answered, what).toMatchObject({ kind: 'refused', refusals: [{ field }] });
      expect(JSON.stringify(answered), what).toMatch(/[ぁ-ん]/u);
      expect((await ports.desk.read(task.subject, task.step))?.answers, what).toEqual({});
    }
  });

  test('says all at once what is missing in an empty form', async () => {
    const { action } = form;
    const answered = await post(await aTaskOf(question), { action });
    const named = answered.kind === 'refused' ? answered.refusals.map(({ field }) => field) : [];
    expect(named.toSorted()).toEqual(fields.toSorted());
  });

  test('is no reason to stop without one, in whatever it is written', async () => {
    for (const text of ['', ' \u3000\n', '\u200B\uFEFF', '\u0000']) {
      const answered = await post(await aTaskOf(question), { ...form, action: 'cannot', reason: text });
      expect(answered).toMatchObject({ kind: 'refused', refusals: [{ field: 'reason' }] });
    }
  });
});

/** Forms of others, with a field that takes any words: how it ends, and that nothing unseen is kept of them. */
const WORDS: readonly (readonly [step: string, ask: string, visitor: Visitor, form: Form, field: string])[] = [
  ['AskForConsent', 'decide', BOSS, { action: 'agree', name: 'x', understood: 'yes' }, 'name'],
  ['AskForConsent', 'decide', BOSS, { action: 'decline', name: 'x' }, 'why'],
  ['AskForConsent', 'decide', OPERATOR, { action: 'readdress', address: 'x@test.com', because: 'x' }, 'address'],
  ['AskForConsent', 'decide', OPERATOR, { action: 'readdress', address: 'x@test.com', because: 'x' }, 'because'],
  ['AwaitRelease', 'release', OPERATOR, { action: 'decline', confirmed: 'yes' }, 'why'],
  ['UserUpgrade', 'upgrade', CONTACT, { action: 'fails' }, 'why'],
  ['HandOverPrimaryAccount', 'show', OWNER, { action: 'code' }, 'code'],
  ['ClaimPrimaryAccount', 'ready', READER, { action: 'code' }, 'code'],
];

describe.each(WORDS)('%s (%s) of %o', (step, ask, visitor, form, field) => {
  test.each(Object.entries(BAD))('takes or refuses %s, and keeps nothing that cannot be seen', async (_what, text) => {
    const filed = await aTaskOf(`${step} ${ask}`);
    const task = step === 'AwaitRelease' ? { ...filed, subject: BATCH_ID } : filed;
    const answered = await post(task, { ...form, [field]: text }, visitor);

    expect(['refused', 'next', 'done', 'over']).toContain(answered.kind);
    if (answered.kind === 'refused') expect(JSON.stringify(answered)).toMatch(/[ぁ-ん]/u);
    const kept = [
      (await ports.desk.read('tenant-1', step))?.answers,
      await ports.tenants.events('tenant-1'),
      await ports.batches.read(BATCH_ID),
    ];
    const texts = JSON.stringify(kept);
    expect(texts).not.toMatch(/\\u0000|[\p{Cf}]/u);
    expect(texts.length).toBeLessThan(6_000);
  });
});

test.each<[string, string, Visitor, Form, string[]]>([
  ['AskForConsent', 'decide', BOSS, { action: 'agree' }, ['name', 'understood']],
  ['AskForConsent', 'decide', OPERATOR, { action: 'readdress' }, ['address', 'because']],
])('%s (%s) says all at once what is missing in an empty form', async (step, ask, visitor, form, fields) => {
  const answered = await post(await aTaskOf(`${step} ${ask}`), form, visitor);
  expect(answered).toMatchObject({ refusals: fields.map((field) => ({ field })) });
});

test.each<[string, Visitor]>([
  ['UserUpgrade upgrade', CONTACT],
  ['AwaitRelease release', OPERATOR],
  ['ConfirmLicence work', OPERATOR],
  ['CheckProvisioning work', OPERATOR],
  ['ClaimPrimaryAccount work', OPERATOR],
])('%s is not answered by a form without a button of its page', async (question, visitor) => {
  for (const action of ['', 'elsewhere', '__proto__', 'x'.repeat(10_000)]) {
    const answered = await post(await aTaskOf(question), { action, why: `since ${NOW}` }, visitor);
    expect(answered.kind).toBe('refused');
  }
});
