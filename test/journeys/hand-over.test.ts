import { expect, it } from 'vitest';
import { deskPages } from '../../lambdas/desk/desk-pages.ts';
import { machineArn } from '../../local/deployment.ts';
import { aJourney, aRow, csvOf, DAY, sealedPasswordOpens, walk } from './a-journey.ts';
import { overrideMethods } from '../../lambdas/adapters/override-methods.ts';

const ROW = aRow({ tenant_id: 't-1', user_accounts: 'bbb=bbb@t-1.example.jp;ccc=ccc@ours.example.jp' });
const settings = { receivingDomain: 'ours.example.jp' };

it('leaves a user open whose mailbox is not ours, and upgrades one whose mailbox is', async () => {
  const journey = await walk([ROW], { settings });
  const users = await journey.stack.ports.users.list('t-1');
  expect(users.find(({ name }) => name === 'bbb')).toMatchObject({
    openReason: { code: 'leftToUser' },
  });
  expect(users.find(({ name }) => name === 'ccc')?.upgradedAt).toBeDefined();
  expect(Object.keys(journey.stack.vendor.tenant('t-1').state.upgradedUsers)).toEqual(['ccc']);
  expect(await journey.handOver('t-1')).toBe('HandOverIsOpen');
});

it('holds up neither the other users nor the tenant when one account cannot be upgraded', async () => {
  const journey = await walk(
    [aRow({ tenant_id: 't-1', user_accounts: 'bbb=bbb@ours.example.jp;ccc=ccc@ours.example.jp' })],
    {
      settings,
      disturb: (ports) => ({
        ...ports,
        mailbox: overrideMethods(ports.mailbox, {
          waitForCode: async (request) =>
            request.address.startsWith('bbb') ? undefined : ports.mailbox.waitForCode(request),
        }),
      }),
    },
  );
  expect((await journey.tenant('t-1')).outcome).toMatchObject({ outcome: 'migrated' });
  expect(Object.keys(journey.stack.vendor.tenant('t-1').state.upgradedUsers)).toEqual(['ccc']);
  const users = await journey.stack.ports.users.list('t-1');
  expect(users.find(({ name }) => name === 'bbb')?.upgradedAt).toBeUndefined();
  expect(await journey.handOver('t-1')).toBe('HandOverIsOpen');
});

it('destroys every secret but those that open an account nobody else has taken over', async () => {
  const journey = await walk([ROW], { settings });
  const { vault } = journey.stack.ports;
  expect(await vault.purposes('t-1')).toEqual(['new-user-password:ccc', 'primary-account-password']);
  expect(await sealedPasswordOpens(journey, 't-1')).toBe(true);
});

it('waits for what the contact says of each user, and for the silent one no longer than 60 days', async () => {
  const user_accounts = 'bbb=bbb@t-1.example.jp;ccc=ccc@t-1.example.jp';
  const journey = aJourney({ settings: { userMails: 'contact' } });
  await journey.start(csvOf(aRow({ tenant_id: 't-1', user_accounts })));
  const { clock, ports, engine } = journey.stack;
  await clock.sleep(2 * DAY);
  expect((await journey.tenant('t-1')).outcome).toMatchObject({ outcome: 'migrated' });
  const task = await ports.desk.read('t-1', 'UserUpgrade');
  if (!task) throw new Error('the contact was not asked');
  const visitor = { kind: 'outside', purpose: 'upgrade', address: 'it@t-1.example.jp' } as const;
  const said = {
    task,
    visitor,
    revision: task.revision,
    language: 'ja',
    action: 'done',
    sourceAddress: '192.0.2.1',
  } as const;
  await deskPages.answer(ports, { ...said, form: { 'user:bbb': 'on' } });
  await engine.idle();

  expect(clock.now().getTime() - Date.parse(task.filedAt)).toBeGreaterThanOrEqual(60 * DAY);
  const users = await ports.users.list('t-1');
  expect(users.map(({ name, upgradedAt }) => [name, upgradedAt !== undefined])).toEqual([
    ['bbb', true],
    ['ccc', false],
  ]);
  expect(await journey.handOver('t-1')).toBe('HandOverIsOpen');
  expect((await ports.desk.of('t-1')).filter(({ closed }) => !closed)).toEqual([]);
  expect(await ports.vault.purposes('t-1')).toEqual(['primary-account-password']);
  const [last] = journey.mails().slice(-1);
  expect(last?.to).toBe('operator@msp.example.jp');
  expect(last?.text).toContain('2名中1名がアップグレード済み');
});

it('hands a tenant of an earlier batch over when its hand-over is started again', async () => {
  const journey = aJourney({ settings: { userMails: 'contact' } });
  const batchId = await journey.run(csvOf(aRow({ tenant_id: 't-1' })));
  expect(await journey.handOver('t-1')).toBe('HandOverIsOpen');
  const { clock, ports, engine } = journey.stack;
  expect(await ports.vault.purposes('t-1')).toEqual(['primary-account-password']);

  const { executionArn } = engine.startExecution({
    stateMachineArn: machineArn('hand-over-tenant'),
    name: 't-1--again-1',
    input: JSON.stringify({ batchId, tenantId: 't-1' }),
  });
  await clock.sleep(DAY);
  const task = await ports.desk.read('t-1', 'HandOverPrimaryAccount');
  if (!task) throw new Error('the customer was not asked');
  const visitor = { kind: 'outside', purpose: 'hand-over', address: 'it@t-1.example.jp' } as const;
  const said = {
    task,
    visitor,
    revision: task.revision,
    language: 'ja',
    action: 'taken',
    sourceAddress: '192.0.2.1',
  } as const;
  await deskPages.answer(ports, { ...said, form: { mine: 'on' } });
  await engine.idle();

  expect(engine.figuresOf(executionArn).states.at(-1)).toBe('TenantHandedOver');
  expect((await ports.tenants.read('t-1'))?.stage).toBe('handedOver');
  expect(await ports.vault.purposes('t-1')).toEqual([]);
  expect(journey.mailsTo('it@t-1.example.jp').at(-1)?.subject).toContain('引き継ぎ完了のお知らせ');
});
