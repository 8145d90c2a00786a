import { expect, test } from 'vitest';
import { deskPages } from '../../lambdas/desk/desk-pages.ts';
import type { Visitor } from '../../lambdas/desk/desk-page.ts';
import { planHash } from '../../lambdas/domain/consent.ts';
import { ASK_FOR_CONSENT, HAND_OVER, type DeskTask } from '../../lambdas/domain/desk-task.ts';
import type { Tenant } from '../../lambdas/domain/tenant.ts';
import type { Language } from '../../lambdas/domain/language.ts';
import { aDeskTask, anIntakeRow, aTenant, BATCH_ID, EXECUTION } from '../builders.ts';
import { NOW, portsWith } from '../steps/kit.ts';
import { aDesk, filing } from './http/a-desk.ts';

const APPROVER = 'director@customer.example.jp';
const row = anIntakeRow({ companyName: '例示商事株式会社', approverEmail: APPROVER });
const closed = { at: NOW, by: APPROVER, as: 'done' } as const;

const outside = (purpose: 'consent' | 'hand-over', address: string): Visitor => ({ kind: 'outside', purpose, address });

function decided(agreed: boolean) {
  const text = { version: '1', language: 'ja', sha256: '0'.repeat(64) } as const;
  const decision = {
    ...{ agreed, by: '例示 花子', text, planHash: planHash(row), sourceAddress: '203.0.113.7', address: APPROVER },
    ...{ at: NOW, tenantId: 'tenant-1', batchId: BATCH_ID, ...(!agreed && { why: '時期が合わない' }) },
  };
  // As the step leaves it: the task keeps no answers, the record does.
  const { agreed: _agreed, ...rest } = decision;
  const tenant = aTenant({
    row,
    ...(agreed
      ? { consent: { ...rest, kind: 'desk', recordedAt: NOW } }
      : { decline: { ...rest, execution: EXECUTION } }),
  });
  return { task: aDeskTask({ step: ASK_FOR_CONSENT, answers: {}, closed }), tenant };
}

async function receiptOf(
  { task, tenant = aTenant({ row }) }: { task: DeskTask; tenant?: Tenant },
  visitor: Visitor,
  language: Language = 'ja',
) {
  const ports = portsWith({ tenants: [tenant] });
  return deskPages.receipt?.(ports, { task, visitor, language });
}

test('anyone who has consented sees for which company, what, when, and what happens next, each time they open their link', async () => {
  const receipt = await receiptOf(decided(true), outside('consent', APPROVER));
  expect(receipt?.title).toBe('ご同意を承りました');
  expect(receipt?.pairs.map(([, value]) => value)).toEqual([
    '例示商事株式会社',
    '同意する',
    `例示 花子 (${APPROVER})`,
    expect.stringMatching(/\d{4}/u),
  ]);
  expect(receipt?.next.join(' ')).toMatch(/パソコンの操作は不要です.*完了のご案内/u);
});

test('anyone who has declined reads their reason, and that nothing is changed', async () => {
  const receipt = await receiptOf(decided(false), outside('consent', APPROVER), 'en');
  expect(receipt?.pairs).toContainEqual(['Reason', '時期が合わない']);
  expect(receipt?.next).toEqual(['Nothing that cannot be undone is done. Everything stays as it is.']);
});

test('nobody else is shown an answer: another who was asked, another link, an operator, a task that was withdrawn', async () => {
  const operator: Visitor = { kind: 'operator', name: 'x', proof: { kind: 'oidc', issuer: 'x', subject: 'x' } };
  for (const visitor of [outside('consent', 'other@customer.example.jp'), outside('hand-over', APPROVER), operator])
    expect(await receiptOf(decided(true), visitor)).toBeUndefined();
  const withdrawn = aDeskTask({ step: ASK_FOR_CONSENT, closed: { ...closed, as: 'withdrawn' } });
  expect(await receiptOf({ task: withdrawn }, outside('consent', APPROVER))).toBeUndefined();
});

test('anyone who has taken the account over sees it, and an open task has no receipt', async () => {
  const [address = ''] = row.notifyEmails;
  const taken = aDeskTask({ step: HAND_OVER, closed: { ...closed, by: address } });
  const receipt = await receiptOf({ task: taken }, outside('hand-over', address));
  expect(receipt?.pairs.map(([, value]) => value)).toContain(row.primaryEmail);
  expect(await receiptOf({ task: aDeskTask({ step: HAND_OVER }) }, outside('hand-over', address))).toBeUndefined();
});

async function aDeskThatTakesTheAnswer() {
  const { tenant } = decided(true);
  const desk = await aDesk({ tenants: [{ ...tenant, row: { ...row, language: 'en' } }] });
  const open = await desk.ports.desk.file({ ...filing, step: ASK_FOR_CONSENT });
  desk.doors.tasks = {
    ...deskPages,
    answer: async (ports) => {
      await ports.desk.change(open, { closed });
      return { kind: 'done' };
    },
  };
  const link = await desk.linkTo({ task: open, purpose: 'consent', recipient: APPROVER });
  return { ...desk, link };
}

test('a copy is mailed to the one who has answered, in the language of the tenant, with the link that shows it again', async () => {
  const { ports, post, get, link } = await aDeskThatTakesTheAnswer();
  expect((await post(link, { action: 'confirm' })).statusCode).toBe(303);

  expect(ports.mailer.sent.map(({ mail: { to, subject } }) => [to, subject])).toEqual([
    [APPROVER, expect.stringContaining('We have your consent')],
  ]);
  expect(ports.mailer.sent[0]?.mail.text).toContain(link);
  expect((await get(link)).body).toContain('We have your consent');
  expect((await post(link, { action: 'confirm' })).body).toContain('We have your consent');
  expect(ports.mailer.sent).toHaveLength(1);
});

test('an answer stands where its copy cannot be mailed: the link shows it', async () => {
  const { ports, post, get, link } = await aDeskThatTakesTheAnswer();
  ports.mailer.refuseNext();
  expect((await post(link, { action: 'confirm' })).statusCode).toBe(303);
  expect(ports.mailer.sent).toEqual([]);
  expect((await get(link)).body).toContain('We have your consent');
});
