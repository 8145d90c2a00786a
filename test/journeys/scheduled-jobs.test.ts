import { afterEach, describe, expect, it, vi } from 'vitest';
import { executionArn, tenantExecutionName } from '../../lambdas/domain/names.ts';
import { INTAKE_BUCKET, machineArn } from '../../local/deployment.ts';
import { EventBridge } from '../../local/event-bridge.ts';
import { aJourney, aRow, csvOf, DAY, EACH_ONCE, HOUR, MINUTE, SECOND, type Journey } from './a-journey.ts';

const OPERATOR = 'operator@msp.example.jp';
const CSV = csvOf(aRow({ tenant_id: 't-1' }));
const { consent_reference: _, consent_by: __, consent_on: ___, ...WITHOUT_CONSENT } = aRow({ tenant_id: 't-1' });
const ASKS_FOR_CONSENT = csvOf({ ...WITHOUT_CONSENT, approver_email: 'boss@t-1.example.jp' });

afterEach(() => {
  vi.restoreAllMocks();
});

describe('within a quarter of an hour', () => {
  it('a CSV whose event was lost gets its batch, once', async () => {
    const journey = aJourney();
    await journey.run(CSV, 'dry-run/pilot.csv');
    const { stack } = journey;
    stack.ports.files.upload('incoming/pilot.csv', CSV, INTAKE_BUCKET);
    await stack.clock.sleep(14 * MINUTE);
    await stack.runScheduledJobs();
    expect(stack.engine.listExecutions(machineArn('migrate-batch'))).toHaveLength(1);

    await stack.clock.sleep(MINUTE);
    await stack.runScheduledJobs();
    await stack.runScheduledJobs();
    const started = stack.engine.listExecutions(machineArn('migrate-batch'));
    expect(started).toHaveLength(2);
    await stack.engine.idle();
    expect((await journey.tenant('t-1', started[0]?.name)).outcome?.outcome).toBe('migrated');
    expect(journey.presses('t-1')).toEqual(EACH_ONCE);

    await stack.runScheduledJobs();
    expect(stack.engine.listExecutions(machineArn('migrate-batch'))).toHaveLength(2);
  });

  it('a tenant whose execution is gone without an outcome is told to the operator, and what it asked a person is withdrawn', async () => {
    const journey = aJourney({ schedule: true });
    await journey.start(ASKS_FOR_CONSENT);
    const { stack } = journey;
    await stack.clock.sleep(5 * DAY);
    expect(await openTasks(journey)).toEqual(['AskForConsent']);
    await loseEvents(() => stopTenant(journey));
    await stack.clock.sleep(15 * MINUTE + SECOND);
    expect((await journey.tenant('t-1')).outcome).toMatchObject({ outcome: 'needsAttention', code: 'ExecutionGone' });
    expect(await openTasks(journey)).toEqual([]);
    expect((await stack.ports.desk.of('t-1')).map(({ closed }) => closed?.as)).toEqual(['withdrawn']);
    expect((await stack.ports.tenants.read('t-1'))?.lease).toBeUndefined();
    expect(journey.mailsTo(OPERATOR).filter(({ text }) => text.includes('t-1'))).toHaveLength(1);
    await stack.engine.idle();
  });

  it('a batch whose own execution is gone gets its report and its mail when its last tenant has ended, once', async () => {
    const journey = aJourney({ schedule: true });
    const batchId = await journey.start(CSV);
    const { stack } = journey;
    await stack.clock.sleep(10 * MINUTE);
    stack.engine.stopExecution({ executionArn: (await stack.ports.batches.read(batchId))?.execution ?? '' });
    await stack.engine.idle();
    await stack.runScheduledJobs();
    await stack.runScheduledJobs();
    expect((await stack.ports.batches.read(batchId))?.ending).toBe('stopped');
    expect((await journey.tenant('t-1')).outcome?.outcome).toBe('migrated');
    expect(journey.report(batchId)).toContain('t-1');
    expect(journey.mailsTo(OPERATOR).filter(({ subject }) => subject.includes(batchId))).toHaveLength(1);
  });

  it('a batch that is gone together with its tenants is reported with a reason for each', async () => {
    const journey = aJourney();
    const batchId = await journey.start(CSV);
    const { stack } = journey;
    await stack.clock.sleep(10 * MINUTE);
    await loseEvents(async () => {
      stack.engine.stopExecution({ executionArn: (await stack.ports.batches.read(batchId))?.execution ?? '' });
      await stopTenant(journey);
    });
    await stack.engine.idle();
    await stack.runScheduledJobs();
    expect((await journey.tenant('t-1')).outcome?.code).toBe('ExecutionGone');
    expect(journey.report(batchId)).toContain('結果を残さずに終了したか、開始されませんでした');
  });

  it('an update that nobody looks at any more is told to the operator once its deadline has passed, and once only', async () => {
    const journey = aJourney();
    await journey.start(CSV);
    const { stack } = journey;
    while ((await stack.ports.tenants.read('t-1'))?.stage !== 'updateStarted') await stack.clock.sleep(MINUTE);
    await stopTenant(journey);
    await stack.engine.idle();
    const told = () => journey.mailsTo(OPERATOR).filter(({ text }) => text.includes('結果を確認する実行がありません'));
    await stack.runScheduledJobs();
    expect(told()).toEqual([]);

    await stack.clock.sleep(4 * HOUR);
    await stack.runScheduledJobs();
    await stack.runScheduledJobs();
    expect(told()).toHaveLength(1);
    expect(told()[0]?.text).toContain('もう一度ボタンを押さないでください');
  });
});

it('leaves a clean run as it is: the same mails, the same end, no later', async () => {
  const ends = await Promise.all(
    [true, false].map(async (schedule) => {
      const journey = aJourney({ schedule });
      await journey.run(CSV);
      return { at: journey.stack.clock.now(), mails: journey.mails(), states: (await journey.tenant('t-1')).states };
    }),
  );
  expect(ends[0]).toEqual(ends[1]);
});

async function openTasks({ stack }: Journey): Promise<string[]> {
  const steps: string[] = [];
  for await (const { step } of stack.ports.desk.open()) steps.push(step);
  return steps;
}

async function stopTenant({ stack, batchIds }: Journey): Promise<void> {
  const name = tenantExecutionName('t-1', batchIds.at(-1) ?? '', 1);
  stack.engine.stopExecution({ executionArn: executionArn(machineArn('migrate-tenant'), name) });
}

/** EventBridge delivers nothing of what happens in `work`. */
async function loseEvents(work: () => Promise<void>): Promise<void> {
  const lost = vi.spyOn(EventBridge.prototype, 'executionClosed').mockResolvedValue({});
  await work();
  await vi.waitFor(() => {
    expect(lost).toHaveBeenCalled();
  });
  lost.mockRestore();
}
