import { expect, it } from 'vitest';
import { releasePage } from '../../lambdas/desk/release/release-page.ts';
import { aJourney, aRow, csvOf, HOUR, UNTOUCHED, type Journey } from './a-journey.ts';
import { operatorCalled } from '../../local/desk/played-operator.ts';

const csv = csvOf(aRow({ tenant_id: 't-1' }));

async function press(journey: Journey, name: string, button: string, form: Record<string, string> = {}) {
  const { ports, clock } = journey.stack;
  return clock.busy(async () => {
    const task = await ports.desk.read(journey.batchIds[0] ?? '', 'AwaitRelease');
    if (!task) throw new Error('the release is not on the desk');
    const visitor = operatorCalled(name);
    const view = await releasePage.view(ports, { task, visitor, language: 'ja' });
    const action = view?.actions.find(({ value }) => value.startsWith(button))?.value ?? '';
    const { revision } = task;
    return releasePage.answer(ports, { task, visitor, language: 'ja', revision, action, form, sourceAddress: '' });
  });
}

it('writes to no customer and touches no console before two people have released the batch', async () => {
  const journey = aJourney({ settings: { releaseBy: 'two' } });
  await journey.start(csv);
  await journey.stack.clock.sleep(5 * HOUR);
  await press(journey, 'A', 'confirm');
  await journey.stack.clock.sleep(5 * HOUR);

  expect(new Set(journey.mails().map(({ to }) => to))).toEqual(new Set([journey.stack.ports.settings.operatorEmail]));
  expect(journey.presses('t-1')).toEqual(UNTOUCHED);

  expect(await press(journey, 'B', 'confirm')).toEqual({ kind: 'done' });
  await journey.stack.engine.idle();
  expect((await journey.tenant('t-1')).outcome?.outcome).toBe('migrated');
  expect(journey.batchStates().at(-1)).toBe('BatchMigrated');
});

it('ends without starting after a no', async () => {
  const journey = aJourney({ settings: { releaseBy: 'two' } });
  await journey.start(csv);
  await journey.stack.clock.sleep(HOUR);
  await press(journey, 'A', 'decline', { why: 'wrong file', confirmed: 'yes' });
  await journey.stack.engine.idle();

  expect(journey.batchStates().at(-1)).toBe('BatchNotReleased');
  expect(journey.presses('t-1')).toEqual(UNTOUCHED);
});

it('leaves nobody without an outcome after a no: the report, its figures and its CSV say who was not started, and why', async () => {
  const journey = aJourney({ settings: { releaseBy: 'one' } });
  const batchId = await journey.start(csv);
  await journey.stack.clock.sleep(HOUR);
  await press(journey, 'A', 'decline', { why: 'wrong file', confirmed: 'yes' });
  await journey.stack.engine.idle();

  const outcome = (await journey.stack.ports.batches.readTenant(batchId, 't-1'))?.outcome;
  expect(outcome).toMatchObject({ outcome: 'skipped', code: 'batchStopped' });
  expect(outcome?.reason).toEqual({ code: 'batchDeclined', by: 'A', why: 'wrong file' });
  const batch = await journey.stack.ports.batches.read(batchId);
  expect(batch?.figures).toMatchObject({ rows: 1, skipped: 1, open: 0 });
  expect(journey.report(batchId)).toContain('バッチが開始前に停止されました');
});

it('leaves nobody without an outcome either where its execution was stopped while it waited', async () => {
  const journey = aJourney({ settings: { releaseBy: 'one' }, schedule: true });
  const batchId = await journey.start(csv);
  await journey.stack.clock.sleep(HOUR);
  const { ports, engine, clock } = journey.stack;
  engine.stopExecution({ executionArn: (await ports.batches.read(batchId))?.execution ?? '' });
  await clock.sleep(HOUR);
  await journey.stack.runScheduledJobs();

  expect((await ports.batches.readTenant(batchId, 't-1'))?.outcome).toMatchObject({
    ...{ outcome: 'skipped', code: 'batchStopped' },
  });
  expect((await ports.batches.read(batchId))?.figures).toMatchObject({ skipped: 1, open: 0 });
});

it('is stale after 30 days without an answer, and its page is closed', async () => {
  const journey = aJourney({ settings: { releaseBy: 'one' } });
  const batchId = await journey.run(csv);

  expect(journey.batchStates().at(-1)).toMatch(/^Batch(NotReleased|Stopped)$/u);
  expect((await journey.stack.ports.desk.read(batchId, 'AwaitRelease'))?.closed?.as).toBe('withdrawn');
  expect(journey.presses('t-1')).toEqual(UNTOUCHED);
});
