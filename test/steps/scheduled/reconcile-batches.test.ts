import { expect, it } from 'vitest';
import { reportKey } from '../../../lambdas/domain/report-keys.ts';
import { reconcileBatches } from '../../../lambdas/steps/scheduled/reconcile-batches.ts';
import { emptyFigures } from '../../../lambdas/domain/report.ts';
import { aBatch, aBatchTenant, BATCH_ID } from '../../builders.ts';
import { DAY, fromNow, HOUR, NOW, portsWith, type TestPorts } from '../kit.ts';

/** A batch whose execution is gone, with one tenant that has no outcome and whose execution is gone as well. */
async function aLostBatch(overrides: Partial<ReturnType<typeof aBatch>> = {}): Promise<TestPorts> {
  const ports = portsWith();
  await ports.batches.create(aBatch(overrides));
  await ports.batches.addTenants([aBatchTenant()]);
  ports.clock.pass(HOUR);
  return ports;
}

const outcomeOf = async ({ batches }: TestPorts) => (await batches.readTenant(BATCH_ID, 'tenant-1'))?.outcome;

it('skips the tenants of a batch that nobody released before its mail counts them', async () => {
  const ports = await aLostBatch();
  await reconcileBatches(ports);

  expect(await outcomeOf(ports)).toMatchObject({ outcome: 'skipped', code: 'batchStopped' });
  const [mail] = ports.mailer.sent.map(({ mail: { text } }) => text);
  expect(mail).toContain('スキップ：1');
});

it.each([
  ['at once', { createdAt: NOW }],
  ['weeks after its release, of which it never learned', { createdAt: fromNow(-30 * DAY), endedAt: NOW }],
  [
    'and was looked at by nobody for weeks',
    { createdAt: fromNow(-30 * DAY), endedAt: fromNow(-29 * DAY), figures: { ...emptyFigures(aBatch()), open: 1 } },
  ],
])('gives an outcome to whom a batch that failed %s had not started, and writes its report anew', async (_, more) => {
  const release = { by: 'automatic', at: more.createdAt };
  const ports = await aLostBatch({ ending: 'stopped', release, ...more });
  const { closed } = await reconcileBatches(ports);

  expect(closed.map(({ tenantId }) => tenantId)).toEqual(['tenant-1']);
  expect(await outcomeOf(ports)).toMatchObject({ outcome: 'needsAttention', code: 'ExecutionGone' });
  expect([...ports.files.reports.keys()]).toContain(reportKey(BATCH_ID));
});
