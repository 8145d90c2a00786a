import { beforeEach, expect, test, vi } from 'vitest';
import { Secret } from '../../../lambdas/domain/secret.ts';
import type { Filing } from '../../../lambdas/domain/desk-task.ts';
import { closeLostTasks } from '../../../lambdas/steps/scheduled/close-lost-tasks.ts';
import { aBatchTenant, anOutcome, BATCH_ID, EXECUTION } from '../../builders.ts';
import { NOW, portsWith, sealedIn, type TestPorts } from '../kit.ts';

let ports: TestPorts;

beforeEach(async () => {
  ports = portsWith();
  await ports.batches.addTenants([aBatchTenant()]);
  await ports.vault.seal('tenant-1', 'task-token:ConfirmLicence', new Secret('token'));
});

function aFiling(overrides: Partial<Filing> = {}): Filing {
  const because = { code: 'ManualActionRequiredError', reason: 'by hand', guideStep: null };
  const step = 'ConfirmLicence';
  return {
    subject: 'tenant-1',
    step,
    batchId: BATCH_ID,
    execution: EXECUTION,
    ask: 'work',
    because,
    filedAt: NOW,
    ...overrides,
  };
}

const closedAs = async () => (await ports.desk.of('tenant-1')).map(({ closed }) => closed?.as);

test('leaves a task alone whose execution waits for it', async () => {
  await ports.desk.file(aFiling());
  ports.executions.running.add(EXECUTION);
  expect(await closeLostTasks(ports)).toEqual([]);
  expect(await closedAs()).toEqual([undefined]);
});

test('closes one whose execution is gone as expired, destroys its token, and may be repeated', async () => {
  await ports.desk.file(aFiling());
  expect(await closeLostTasks(ports)).toHaveLength(1);
  expect(await closeLostTasks(ports)).toEqual([]);
  expect(await closedAs()).toEqual(['expired']);
  expect(await sealedIn(ports, 'task-token:ConfirmLicence')).toBeUndefined();
});

test('withdraws one whose tenant has its outcome, although its execution still runs', async () => {
  await ports.desk.file(aFiling());
  ports.executions.running.add(EXECUTION);
  await ports.batches.recordOutcome(BATCH_ID, 'tenant-1', anOutcome({ outcome: 'skipped' }));
  await closeLostTasks(ports);
  expect(await closedAs()).toEqual(['withdrawn']);
});

test('leaves what a hand-over asks: it comes after the outcome', async () => {
  const execution = EXECUTION.replace('migrate-tenant', 'hand-over-tenant');
  await ports.desk.file(aFiling({ step: 'UpgradeUserAccount:bbb', execution }));
  ports.executions.running.add(execution);
  await ports.batches.recordOutcome(BATCH_ID, 'tenant-1', anOutcome());
  expect(await closeLostTasks(ports)).toEqual([]);
});

test('leaves a task to the one who changed it in between, and closes the others', async () => {
  await ports.desk.file(aFiling());
  await ports.desk.file(aFiling({ step: 'ConfirmUserAccounts' }));
  const { isRunning } = ports.executions;
  vi.spyOn(ports.executions, 'isRunning').mockImplementationOnce(async (execution) => {
    const task = await ports.desk.read('tenant-1', 'ConfirmLicence');
    if (task) await ports.desk.change(task, { assignee: 'night shift' });
    return isRunning.call(ports.executions, execution);
  });
  expect((await closeLostTasks(ports)).map(({ step }) => step)).toEqual(['ConfirmUserAccounts']);
});
