import { beforeEach, expect, test } from 'vitest';
import { deskPages } from '../../lambdas/desk/desk-pages.ts';
import type { Visitor } from '../../lambdas/desk/desk-page.ts';
import { fieldOf } from '../../lambdas/desk/http/pages/field.ts';
import { codeField } from '../../lambdas/desk/mailbox/held-mail.ts';
import { MAILBOX, READY } from '../../lambdas/domain/mailbox-answers.ts';
import { codePurpose, packUnreadMail, unpackCode, unreadPurpose } from '../../lambdas/domain/verification-code.ts';
import { aDeskTask, anIntakeRow, aTenant, BATCH_ID, EXECUTION } from '../builders.ts';
import { NOW, portsWith, type TestPorts } from '../steps/kit.ts';
import { operatorCalled } from '../../local/desk/played-operator.ts';

const STEP = 'ClaimPrimaryAccount';
const row = anIntakeRow({ primaryEmail: 'aaa@codes.msp.example' });
const operator: Visitor = operatorCalled('operator@msp.example');
const MAIL = {
  receivedAt: NOW,
  why: 'it holds no verification code',
  findings: 'From vendor.example; SPF pass',
  subject: 'your code',
  text: 'four eight two nine',
};

let ports: TestPorts;

beforeEach(async () => {
  ports = portsWith({ tenants: [aTenant({ row })], settings: { receivingDomain: 'codes.msp.example' } });
  const { because } = aDeskTask();
  const task = { subject: 'tenant-1', step: STEP, batchId: BATCH_ID, execution: EXECUTION, because };
  const filed = await ports.desk.file({ ...task, ask: READY, filedAt: NOW });
  const given = { rounds: 1, readyAt: NOW, prefix: 'UPB', prefixAt: NOW };
  await ports.desk.change(filed, { answers: { [MAILBOX]: { by: 'operator', at: NOW, given } } });
  await ports.vault.seal('tenant-1', unreadPurpose(1), packUnreadMail(MAIL));
});

async function request(visitor = operator) {
  const task = await ports.desk.read('tenant-1', STEP);
  if (!task) throw new Error('the step is not at the desk');
  return { task, visitor, language: 'en' } as const;
}

test('a mail in which no code could be read is laid before the operator, who reads it and types its code', async () => {
  const page = await deskPages.view(ports, await request());
  expect(page?.passages?.[0]?.pairs).toContainEqual(['Why', MAIL.why]);
  expect(page?.instructions[0]?.reveal?.[0]?.purpose).toBe(unreadPurpose(1));
  expect(JSON.stringify(page)).not.toContain(MAIL.text);
  expect(page?.fields.map(({ name }) => name)).toEqual(['code']);

  const visited = await request();
  const { revision } = visited.task;
  const answer = { ...visited, revision, action: 'code', form: { code: '482913' }, sourceAddress: '203.0.113.7' };
  expect(await deskPages.answer(ports, answer)).toEqual({ kind: 'next' });
  const sealed = await ports.vault.open('tenant-1', codePurpose('UPB'));
  expect(sealed && unpackCode(sealed).code.reveal()).toBe('482913');
});

test('nobody outside sees that there is one', async () => {
  const outside: Visitor = { kind: 'outside', purpose: MAILBOX, address: row.primaryEmail };
  expect(JSON.stringify(await deskPages.view(ports, await request(outside)))).not.toContain(MAIL.why);
});

test('is still there for the operator who does the step by hand: its code may have come too late for the browser', async () => {
  await ports.desk.change((await request()).task, { ask: 'work' });
  const page = await deskPages.view(ports, await request());
  expect(page?.instructions.at(-1)?.reveal?.[0]?.purpose).toBe(unreadPurpose(1));
});

test('offers the code of a mail on a telephone and shows its digits, as the other fields of codes do', () => {
  const field = fieldOf(codeField('UPB', 'ja'), { language: 'ja', typed: undefined, refusals: [] });

  expect(field.text).toMatch(/inputmode="numeric"\s+autocomplete="one-time-code"/u);
});
