import { describe, expect, test } from 'vitest';
import { awaitRelease } from '../../lambdas/steps/await-release.ts';
import { overrideMethods } from '../../lambdas/adapters/override-methods.ts';
import { aBatch, aBatchTenant, anIntakeRow, BATCH_ID, EXECUTION } from '../builders.ts';
import { NOW, portsWith } from './kit.ts';

const run = { batchId: BATCH_ID, execution: EXECUTION, taskToken: 'token-1' };

test('releases the batch and says by whom and when', async () => {
  const ports = portsWith();
  await ports.batches.create(aBatch());

  expect(await awaitRelease(ports, run)).toEqual({ released: true });
  expect((await ports.batches.read(BATCH_ID))?.release).toEqual({ by: 'automatic', at: NOW });
});

test('keeps the first release when it runs again', async () => {
  const ports = portsWith();
  const release = { by: '山田 太郎', at: '2026-12-01T00:00:00.000Z' };
  await ports.batches.create(aBatch({ release }));

  expect(await awaitRelease(ports, run)).toEqual({ released: true });
  expect((await ports.batches.read(BATCH_ID))?.release).toEqual(release);
});

test('asks nobody for a batch that has ended, as after a redrive: its tenants have their outcomes', async () => {
  const ports = portsWith({ settings: { releaseBy: 'two' } });
  await ports.batches.create(aBatch({ ending: 'stopped' }));

  expect(await awaitRelease(ports, run)).toEqual({ released: false });
  expect(await ports.desk.read(BATCH_ID, 'AwaitRelease')).toBeUndefined();
});

test('throws for a batch that nobody has read in', async () => {
  await expect(awaitRelease(portsWith(), run)).rejects.toThrow(BATCH_ID);
});

describe('where people release', () => {
  async function asked() {
    const ports = portsWith({ settings: { releaseBy: 'two' } });
    await ports.batches.create(aBatch());
    const row = anIntakeRow({ notifyEmails: ['it@test.com', 'spy@elsewhere.example'] });
    await ports.batches.addTenants([aBatchTenant({ row })]);
    return ports;
  }

  test('the plan is put before the operators, and the token waits for them', async () => {
    const ports = await asked();

    expect(await awaitRelease(ports, run)).toBeUndefined();
    expect((await ports.batches.read(BATCH_ID))?.release).toBeUndefined();
    expect(await ports.desk.read(BATCH_ID, 'AwaitRelease')).toMatchObject({ batchId: BATCH_ID, filedAt: NOW });
    expect((await ports.vault.open(BATCH_ID, 'task-token:AwaitRelease'))?.reveal()).toBe('token-1');
  });

  test.each(['read', 'keepPlan'] as const)(
    'the token of the last run waits, because nobody waits for that of a first one that was slow at %s',
    async (slow) => {
      const ports = await asked();
      const slowly = async (...given: never[]): Promise<never> => {
        ports.clock.pass(60_000);
        await awaitRelease(ports, { ...run, taskToken: 'token-2' });
        ports.clock.pass(60_000);
        return (ports.batches[slow] as (...given: never[]) => Promise<never>)(...given);
      };
      await awaitRelease({ ...ports, batches: overrideMethods(ports.batches, { [slow]: slowly }) }, run);

      expect((await ports.vault.open(BATCH_ID, 'task-token:AwaitRelease'))?.reveal()).toBe('token-2');
    },
  );

  test('the token of the last run waits also where a first one, still alive, asks while it is at work', async () => {
    const ports = await asked();
    const hasBegun = Promise.withResolvers<void>();
    const first = awaitRelease(
      { ...ports, batches: overrideMethods(ports.batches, { keepPlan: () => hasBegun.promise }) },
      run,
    );
    ports.clock.pass(2_000);
    const keepPlan = async (): Promise<void> => {
      ports.clock.pass(1_000);
      hasBegun.resolve();
      await first;
      ports.clock.pass(1_000);
    };
    await awaitRelease(
      { ...ports, batches: overrideMethods(ports.batches, { keepPlan }) },
      { ...run, taskToken: 'token-2' },
    );

    expect((await ports.vault.open(BATCH_ID, 'task-token:AwaitRelease'))?.reveal()).toBe('token-2');
  });

  test('a retry after a crash replaces the token that died', async () => {
    const ports = await asked();
    await awaitRelease(ports, run);
    ports.clock.pass(60_000);
    await awaitRelease(ports, { ...run, taskToken: 'token-2' });

    expect((await ports.vault.open(BATCH_ID, 'task-token:AwaitRelease'))?.reveal()).toBe('token-2');
  });

  test('only the operator gets a mail, which counts the addresses that are a surprise', async () => {
    const ports = await asked();
    await awaitRelease(ports, run);
    await awaitRelease(ports, run);

    const mails = ports.mailer.sent.map(({ mail }) => mail);
    expect(mails.map(({ to }) => to)).toEqual([ports.settings.operatorEmail]);
    expect(mails[0]?.text).toContain('4件（うち想定外のドメイン 1件）');
  });

  test('a dry run asks nobody: it writes to nobody and changes nothing', async () => {
    const ports = portsWith({ settings: { releaseBy: 'two' } });
    await ports.batches.create(aBatch({ dryRun: true }));

    expect(await awaitRelease(ports, run)).toEqual({ released: true });
  });

  test('a batch that was declined stays so when the state runs again', async () => {
    const ports = portsWith({ settings: { releaseBy: 'two' } });
    await ports.batches.create(aBatch({ declined: { by: 'a', at: NOW, why: 'wrong file' } }));

    expect(await awaitRelease(ports, run)).toEqual({ released: false });
  });
});
