import { beforeEach, expect, test } from 'vitest';
import type { Filing } from '../../../lambdas/domain/desk-task.ts';
import { remind } from '../../../lambdas/steps/scheduled/remind.ts';
import { aBatch, anIntakeRow, aTenant, BATCH_ID, EXECUTION } from '../../builders.ts';
import { DAY, HOUR, MINUTE, portsWith, type TestPorts } from '../kit.ts';

const OPERATOR = 'operator@example.jp';
/** A Tuesday in Tokyo. */
const MORNING = '2026-12-01T09:30:00+09:00';

let ports: TestPorts;

beforeEach(async () => {
  ports = portsWith({
    now: MORNING,
    tenants: [aTenant({ row: anIntakeRow({ approverEmail: 'boss@test.com' }) })],
    settings: { deskOrigin: 'https://desk.example.jp', operatorEmail: OPERATOR },
  });
  await ports.batches.create(aBatch());
});

async function file(overrides: Partial<Filing> = {}) {
  return ports.desk.file({
    ...{ subject: 'tenant-1', step: 'ConfirmLicence', batchId: BATCH_ID, execution: EXECUTION, ask: 'work' },
    because: { code: 'PageChangedError', reason: 'the page is another one', guideStep: '1-1' },
    filedAt: ports.clock.now().toISOString(),
    ...overrides,
  });
}

const sent = () => ports.mailer.sent.map(({ mail }) => mail);

test('tells the operator of a step within a quarter of an hour, again after four hours and a day later, each once', async () => {
  await file();
  expect(await remind(ports)).toEqual([]);
  for (const wait of [MINUTE, 4 * HOUR, DAY]) {
    ports.clock.pass(wait);
    expect(await remind(ports)).toHaveLength(1);
    ports.clock.pass(15 * MINUTE);
    expect(await remind(ports)).toEqual([]);
  }
  expect(sent().map(({ to }) => to)).toEqual([OPERATOR, OPERATOR, OPERATOR]);
  expect(sent().map(({ text }) => /この作業は、ご依頼から.*が経過しましたが、未対応です/u.test(text))).toEqual([
    false,
    true,
    true,
  ]);
  expect(sent()[1]?.text).toContain('4時間');
  for (const { text } of sent()) {
    expect(text).toContain('https://desk.example.jp/tasks/tenant-1/ConfirmLicence');
    expect(text).toContain('the page is another one');
  }
});

test('tells of five hundred steps at once in one mail, which is small, and reminds of them in another', async () => {
  for (let index = 0; index < 500; index++) {
    const subject = `many-${String(index)}`;
    const tenant = aTenant({
      tenantId: subject,
      row: anIntakeRow({ tenantId: subject, companyName: '社'.repeat(100) }),
    });
    await ports.tenants.claim({ ...tenant, execution: EXECUTION });
    await file({ subject, step: 'StartUpdate', because: { code: 'PageChangedError', reason: 'x', guideStep: '3-13' } });
  }
  ports.clock.pass(MINUTE);
  expect(await remind(ports)).toHaveLength(500);
  ports.clock.pass(4 * HOUR);
  expect(await remind(ports)).toHaveLength(500);
  expect(sent().map(({ to }) => to)).toEqual([OPERATOR, OPERATOR]);
  expect(sent()[0]?.text).toContain('必要な作業が500件');
  expect(sent()[1]?.text).toContain('未対応の作業が500件');
  for (const { html } of sent()) expect(Buffer.byteLength(html)).toBeLessThan(60_000);
});

test('tells at night of what has come, and reminds of it when work begins', async () => {
  ports.clock.set('2026-12-01T23:00:00+09:00');
  await file();
  ports.clock.pass(15 * MINUTE);
  expect(await remind(ports)).toHaveLength(1);
  ports.clock.set('2026-12-02T08:45:00+09:00');
  expect(await remind(ports)).toEqual([]);
  ports.clock.set('2026-12-02T09:01:00+09:00');
  expect(await remind(ports)).toHaveLength(1);
});

test('does not tell of what was answered before anybody heard of it', async () => {
  const task = await file();
  await ports.desk.change(task, { closed: { at: task.filedAt, by: OPERATOR, as: 'done' } });
  ports.clock.pass(15 * MINUTE);
  expect(await remind(ports)).toEqual([]);
});

test('reminds the owner of the mailbox that a code will come to, by a link of their own, and not the operator', async () => {
  await file({ step: 'ClaimPrimaryAccount', ask: 'ready' });
  ports.clock.pass(15 * MINUTE);
  expect(await remind(ports)).toEqual([]);
  ports.clock.pass(4 * HOUR);
  expect(await remind(ports)).toHaveLength(1);
  const [mail, ...others] = sent();
  expect(others).toEqual([]);
  expect(mail?.to).toBe(anIntakeRow().primaryEmail);
  expect(mail?.text).toContain('4時間15分前にお送りしたお願いの再送です');
  expect(mail?.text).toContain('purpose=mailbox');
});

test('reminds the approver of a consent by a link of their own, and nobody else', async () => {
  await file({ step: 'AskForConsent', ask: 'decide' });
  ports.clock.pass(4 * HOUR);
  await remind(ports);
  expect(sent().map(({ to }) => to)).toEqual(['boss@test.com']);
  expect(sent()[0]?.text).toContain('purpose=consent&to=boss%40test.com');
});

test('reminds of a release, whose subject is a batch', async () => {
  await file({ subject: BATCH_ID, step: 'AwaitRelease', ask: 'release' });
  ports.clock.pass(4 * HOUR);
  await remind(ports);
  expect(sent().map(({ to, subject }) => `${to}: ${subject}`)).toEqual([expect.stringContaining(BATCH_ID)]);
});

test('reminds nobody of a closed task, or where there is no desk to lead to', async () => {
  const task = await file();
  ports.clock.pass(4 * HOUR);
  expect(await remind({ ...ports, settings: { ...ports.settings, deskOrigin: undefined } })).toEqual([]);
  await ports.desk.change(task, { closed: { at: task.filedAt, by: OPERATOR, as: 'done' } });
  expect(await remind(ports)).toEqual([]);
  expect(sent()).toEqual([]);
});
