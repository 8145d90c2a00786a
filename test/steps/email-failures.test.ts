import { describe, expect, test } from 'vitest';
import type { Batch } from '../../lambdas/domain/batch.ts';
import { countOutcomes } from '../../lambdas/steps/count-outcomes.ts';
import { emailFailures } from '../../lambdas/steps/shared/email-failures.ts';
import { notifyOfFailure } from '../../lambdas/steps/shared/notify-of-failure.ts';
import { aBatch, aBatchTenant, anOutcome, BATCH_ID } from '../builders.ts';
import { DAY, fromNow, HOUR, MIGRATE_TENANT_ARN, NOW, portsWith, type TestPorts } from './kit.ts';

const run = { batchId: BATCH_ID };
const release = { by: 'automatic', at: NOW };

async function portsFor(tenants: number, batch: Partial<Batch> = {}): Promise<TestPorts> {
  const ports = portsWith({ settings: { operatorLanguage: 'en' } });
  await ports.batches.create(aBatch({ release, createdAt: NOW, rows: tenants, accepted: tenants, ...batch }));
  await ports.batches.addTenants(Array.from({ length: tenants }, (_, i) => aBatchTenant({ tenantId: idOf(i + 1) })));
  return ports;
}

const idOf = (number: number): string => `tenant-${String(number)}`;

/** Records that a tenant needs attention, as its own execution does. */
async function stop(ports: TestPorts, number: number, code = 'SignInRefusedError') {
  const outcome = anOutcome({ outcome: 'needsAttention', code, reason: `reason ${String(number)}`, guideStep: '2-1' });
  await ports.batches.recordOutcome(BATCH_ID, idOf(number), outcome);
  const tenant = await ports.batches.readTenant(BATCH_ID, idOf(number));
  if (!tenant) throw new Error('there is no such tenant');
  return tenant;
}

const texts = ({ mailer }: TestPorts) => mailer.sent.map(({ mail }) => mail.text);

describe('the mail about tenants that need attention', () => {
  test('is one for a batch and day: the first failure is told at once, the others of that day are not', async () => {
    const ports = await portsFor(3);

    await notifyOfFailure(ports, await stop(ports, 1));
    await notifyOfFailure(ports, await stop(ports, 2));
    await emailFailures(ports, run);

    expect(texts(ports)).toHaveLength(1);
    expect(texts(ports)[0]).toContain('tenant-1');
  });

  test('has the others on the next day, with those that were told, by reason', async () => {
    const ports = await portsFor(3);
    await notifyOfFailure(ports, await stop(ports, 1));
    await stop(ports, 2);
    await stop(ports, 3, 'PageChangedError');

    ports.clock.pass(DAY);
    await emailFailures(ports, run);

    expect(texts(ports)).toHaveLength(2);
    expect(texts(ports)[1]).toMatch(/2 tenants: the sign-in was refused[^]*tenant-1[^]*tenant-2[^]*1 tenant: a page/u);
  });

  test('is one for five hundred tenants that stop in an hour, of two reasons, however many of them tell', async () => {
    const ports = await portsFor(500);

    for (let number = 1; number <= 500; number++)
      await notifyOfFailure(
        ports,
        await stop(ports, number, number % 5 === 0 ? 'PageChangedError' : 'SignInRefusedError'),
      );
    ports.clock.pass(DAY);
    await Promise.all(Array.from({ length: 20 }, () => emailFailures(ports, run)));

    expect(texts(ports)).toHaveLength(2);
    expect(texts(ports)[1]).toMatch(/500 of the 500[^]*400 tenants: the sign-in[^]*100 tenants: a page/u);
  });

  test('is not sent on a day without news, however long the batch waits for a consent', async () => {
    const ports = await portsFor(2);
    await notifyOfFailure(ports, await stop(ports, 1));

    ports.clock.pass(DAY);
    await emailFailures(ports, run);

    expect(texts(ports)).toHaveLength(1);
  });

  test("goes by the operator's day, not by that of UTC", async () => {
    // 23:00 and 00:30 in Tokyo.
    const ports = await portsFor(2);
    ports.clock.set('2026-12-05T14:00:00.000Z');
    await notifyOfFailure(ports, await stop(ports, 1));
    ports.clock.set('2026-12-05T15:30:00.000Z');
    await notifyOfFailure(ports, await stop(ports, 2));

    expect(texts(ports)).toHaveLength(2);
  });

  test('comes again on the next day when the mail service refused it', async () => {
    const ports = await portsFor(1);
    ports.mailer.refuseNext();
    await expect(notifyOfFailure(ports, await stop(ports, 1))).rejects.toThrow('mailRefused');

    ports.clock.pass(DAY);
    await emailFailures(ports, run);

    expect(texts(ports)).toHaveLength(1);
  });

  test('is sent by the count of another day, which is how the second failure of a day is told', async () => {
    const ports = await portsFor(3);
    ports.executions.running.add(
      `${MIGRATE_TENANT_ARN.replace(':stateMachine:', ':execution:')}:tenant-3--0a1b2c3d--1`,
    );
    await notifyOfFailure(ports, await stop(ports, 1));
    await stop(ports, 2);
    await countOutcomes(ports, run);
    expect(texts(ports)).toHaveLength(1);

    ports.clock.pass(DAY);
    await countOutcomes(ports, run);

    expect(texts(ports)[1]).toContain('tenant-2');
  });
});

describe('a tenant whose batch nobody counts any more', () => {
  test.each([
    ['has ended', { ending: 'someNeedAttention' as const }],
    ['was to be counted three hours ago', { countsAgainAt: fromNow(-3 * HOUR) }],
    ['was released three hours ago and never counted', { release: { by: 'automatic', at: fromNow(-3 * HOUR) } }],
  ])('is told in a mail of its own, because no other would come: the batch %s', async (_, batch) => {
    const ports = await portsFor(2, batch);

    await notifyOfFailure(ports, await stop(ports, 1));
    await notifyOfFailure(ports, await stop(ports, 2));
    await notifyOfFailure(ports, await stop(ports, 2));

    expect(texts(ports)).toHaveLength(2);
    expect(texts(ports)[1]).toContain('tenant-2');
  });
});

test.each(['migrated', 'skipped', 'notReady'] as const)('nobody is told of the outcome %s', async (outcome) => {
  const ports = await portsFor(1);
  await notifyOfFailure(ports, aBatchTenant({ outcome: anOutcome({ outcome }) }));
  expect(texts(ports)).toEqual([]);
});
