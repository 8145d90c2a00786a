import { beforeEach, expect, test } from 'vitest';
import type { Filing } from '../../../lambdas/domain/desk/desk-task.ts';
import { remind } from '../../../lambdas/steps/rounds/remind.ts';
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

test('reminds the operator of a step after four hours and a day later, each time once however often rounds come by', async () => {
  await file();
  expect(await remind(ports)).toEqual([]);
  ports.clock.pass(4 * HOUR);
  expect(await remind(ports)).toHaveLength(1);
  ports.clock.pass(15 * MINUTE);
  expect(await remind(ports)).toEqual([]);
  ports.clock.pass(DAY);
  expect(await remind(ports)).toHaveLength(1);
  expect(sent().map(({ to }) => to)).toEqual([OPERATOR, OPERATOR]);
  expect(sent()[0]?.text).toContain('4 時間');
  expect(sent()[0]?.text).toContain('https://desk.example.jp/tasks/tenant-1/ConfirmLicence');
  expect(sent()[0]?.text).toContain('the page is another one');
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
