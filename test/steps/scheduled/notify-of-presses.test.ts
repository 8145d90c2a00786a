import { beforeEach, describe, expect, it } from 'vitest';
import { pressNoticeDue } from '../../../lambdas/domain/press-notices.ts';
import { MailRefusedError } from '../../../lambdas/domain/errors.ts';
import { PILOT } from '../../../lambdas/domain/switch.ts';
import type { Tenant } from '../../../lambdas/domain/tenant.ts';
import { reconcileBatches } from '../../../lambdas/steps/scheduled/reconcile-batches.ts';
import { aBatch, aBatchTenant, anIntakeRow, BATCH_ID } from '../../builders.ts';
import { aTenantAt, DAY, HOUR, MINUTE, portsWith, someSettings, type TestPorts } from '../kit.ts';
import { turnTo } from '../../turn-to.ts';
import { because, inEnglish } from '../../in-words.ts';

/** Saturday, 22:00 in Tokyo. */
const PRESS = '2026-12-05T13:00:00.000Z';
const ROW = anIntakeRow({ notBefore: PRESS, notifyEmails: ['cio@test.com', 'ops@test.com'] });

let ports: TestPorts;

beforeEach(async () => {
  await given(aTenantAt('connected', { row: ROW }));
});

async function given(tenant: Tenant): Promise<void> {
  ports = portsWith({ tenants: [tenant], now: at(-3 * DAY - HOUR) });
  const { execution } = aBatch();
  await ports.batches.create(aBatch({ release: { by: 'tanaka', at: at(-4 * DAY) } }));
  await ports.batches.addTenants([aBatchTenant({ row: tenant.row })]);
  ports.executions.running.add(execution);
}

const at = (fromPress: number): string => new Date(Date.parse(PRESS) + fromPress).toISOString();

/** Scheduled runs every quarter of an hour from one instant to another, both seen from the press. */
async function scheduledRuns(from: number, to: number): Promise<string[]> {
  const before = ports.mailer.sent.length;
  for (let now = from; now <= to; now += 15 * MINUTE) {
    ports.clock.set(at(now));
    await reconcileBatches(ports);
  }
  return ports.mailer.sent.slice(before).map(({ key }) => key.split('#').slice(3).join(' '));
}

describe('stakeholders are told of a final press', () => {
  it('three days, a day and an hour ahead, each of them once', async () => {
    expect(await scheduledRuns(-73 * HOUR, -70 * HOUR)).toEqual(['3days cio@test.com', '3days ops@test.com']);
    expect(await scheduledRuns(-26 * HOUR, -22 * HOUR)).toEqual(['1day cio@test.com', '1day ops@test.com']);
    expect(await scheduledRuns(-2 * HOUR, HOUR)).toEqual(['1hour cio@test.com', '1hour ops@test.com']);
    expect((await ports.tenants.events('tenant-1')).map(({ what }) => inEnglish(what))).toEqual(
      Array(3).fill(`told its stakeholders that the update begins at ${PRESS}`),
    );
  });

  it('before its mark, so that a scheduled run which is repeated tells nobody twice', async () => {
    ports.clock.set(at(-HOUR));
    await Promise.all([reconcileBatches(ports), reconcileBatches(ports)]);
    expect(ports.mailer.sent).toHaveLength(2);
  });

  it('not of what was three days ahead an hour too long ago: the next notice is true again', async () => {
    expect(await scheduledRuns(-60 * HOUR, -55 * HOUR)).toEqual([]);
    expect(await scheduledRuns(-24 * HOUR, -24 * HOUR)).toHaveLength(2);
  });

  it.each([
    ['before anybody has consented', aTenantAt('accountsConfirmed', { row: ROW })],
    ['after the press', aTenantAt('connected', { row: ROW, updateRequestedAt: at(-2 * DAY) })],
    ['while the update runs', aTenantAt('updateStarted', { row: ROW })],
    ['when another batch has the tenant now', aTenantAt('connected', { row: ROW, batchId: 'other--12345678' })],
  ])('not %s', async (_, tenant) => {
    await given(tenant);
    expect(await scheduledRuns(-25 * HOUR, HOUR)).toEqual([]);
  });

  it.each(['paused', 'stopped'] as const)('not while the batch, or everything, is %s', async (state) => {
    for (const scope of ['everything', { batchId: BATCH_ID }] as const) {
      await given(aTenantAt('connected', { row: ROW }));
      await turnTo(ports.switches, scope, { state, by: 'tanaka', at: at(-2 * DAY), why: 'a holiday' });
      expect(await scheduledRuns(-25 * HOUR, -22 * HOUR)).toEqual([]);
    }
  });

  it('those of a pilot, under the pause that holds the others until they are done', async () => {
    const pause = { state: 'paused', by: PILOT, at: at(-2 * DAY), why: 'the first tenants go ahead' } as const;
    await turnTo(ports.switches, { batchId: BATCH_ID }, { ...pause, spares: ['tenant-1'] });
    expect(await scheduledRuns(-24 * HOUR, -24 * HOUR)).toHaveLength(2);
    await given(aTenantAt('connected', { row: ROW }));
    await turnTo(ports.switches, { batchId: BATCH_ID }, { ...pause, spares: ['tenant-2'] });
    expect(await scheduledRuns(-24 * HOUR, -24 * HOUR)).toEqual([]);
  });

  it('not of a tenant whose execution was found to be gone in the same scheduled run: nobody will press', async () => {
    await ports.batches.change(aBatch(), { countsAgainAt: at(0) });
    ports.executions.running.clear();
    ports.executions.running.add(aBatch().execution);
    ports.clock.set(at(-24 * HOUR));
    const { closed, announced } = await reconcileBatches(ports);
    expect(closed).toMatchObject([{ tenantId: 'tenant-1' }]);
    expect(announced).toEqual([]);
  });

  it('several tenants at once and never more than a few, since a scheduled run of many has only minutes', async () => {
    const rows = Array.from({ length: 20 }, (_, n) => anIntakeRow({ ...ROW, tenantId: `t-${String(n)}` }));
    ports = portsWith({ tenants: rows.map((row) => aTenantAt('connected', { row, tenantId: row.tenantId })) });
    await ports.batches.create(aBatch({ release: { by: 'tanaka', at: at(-4 * DAY) } }));
    await ports.batches.addTenants(rows.map((row) => aBatchTenant({ row, tenantId: row.tenantId })));
    ports.executions.running.add(aBatch().execution);
    const { sendOnce } = ports.mailer;
    let sending = 0;
    let most = 0;
    ports.mailer.sendOnce = async (key, mail) => {
      most = Math.max(most, ++sending);
      await new Promise(setImmediate);
      sending--;
      return sendOnce.call(ports.mailer, key, mail);
    };
    expect(await scheduledRuns(-24 * HOUR, -24 * HOUR)).toHaveLength(40);
    expect(most).toBeGreaterThan(1);
    expect(most).toBeLessThanOrEqual(8);
  });

  it('not of a dry run', async () => {
    await ports.batches.change(aBatch(), { dryRun: true });
    expect(await scheduledRuns(-25 * HOUR, -24 * HOUR)).toEqual([]);
  });

  it('the others when the mail service refuses one, who is tried again at the next scheduled run', async () => {
    const { sendOnce } = ports.mailer;
    let refusals = 1;
    ports.mailer.sendOnce = async (key, mail) => {
      if (mail.to === 'cio@test.com' && refusals-- > 0)
        throw new MailRefusedError(because('the mail service refused it'));
      return sendOnce.call(ports.mailer, key, mail);
    };
    expect(await scheduledRuns(-24 * HOUR, -24 * HOUR)).toEqual(['1day ops@test.com']);
    expect(await scheduledRuns(-23.5 * HOUR, -23.5 * HOUR)).toEqual(['1day cio@test.com']);
  });

  it('when the row has no window and no earliest time never, because it is pressed as soon as it is ready', async () => {
    await given(aTenantAt('connected', { row: anIntakeRow() }));
    expect(await scheduledRuns(-73 * HOUR, HOUR)).toEqual([]);
  });
});

describe('a window that opens every day', () => {
  it.each([
    ['east of the operator', 'Pacific/Auckland', '2026-12-05T09:00:00.000Z', '22:00', '(GMT+13)', '18:00 (JST)'],
    ['west of the operator', 'America/Los_Angeles', '2026-12-06T06:00:00.000Z', '22:00', '(GMT-8)', '15:00 (JST)'],
  ])(
    'is announced in its own time, and in the operator’s beside it, when it lies %s',
    async (_, zone, plannedAt, local, name, ours) => {
      const row = anIntakeRow({ window: { from: '22:00', to: '02:00', zone } });
      const hourBefore = new Date(Date.parse(plannedAt) - 50 * MINUTE);
      expect(pressNoticeDue(row, hourBefore)).toEqual({ notice: '1hour', plannedAt });
      await given(aTenantAt('connected', { row }));
      ports.clock.set(hourBefore.toISOString());
      await reconcileBatches({ ...ports, settings: someSettings({ zone: 'Asia/Tokyo' }) });
      const text = ports.mailer.sent[0]?.mail.text ?? '';
      expect(text).toContain(`${local} ${name}`);
      expect(text).toContain(ours);
    },
  );

  it('is known an hour ahead, and three days ahead only with an earliest time', () => {
    const window = { from: '22:00', to: '02:00', zone: 'Asia/Tokyo' };
    expect(pressNoticeDue({ window }, new Date(at(-3 * DAY)))).toBeUndefined();
    expect(pressNoticeDue({ window, notBefore: at(-HOUR) }, new Date(at(-3 * DAY)))).toEqual({
      notice: '3days',
      plannedAt: PRESS,
    });
  });
});
