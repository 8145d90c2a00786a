import { describe, expect, it } from 'vitest';
import { DynamoDesk } from '../../../lambdas/adapters/dynamo/dynamo-desk.ts';
import type { Item, Table } from '../../../lambdas/adapters/dynamo/table.ts';
import { overrideMethods } from '../../../lambdas/adapters/override-methods.ts';
import { openDeskKey, type Key } from '../../../lambdas/adapters/dynamo/keys.ts';
import { DynamoTable } from '../../../lambdas/adapters/dynamo/dynamo-table.ts';
import { MemoryTable } from '../../../local/memory/memory-table.ts';
import { deskContract } from '../../contracts/desk-contract.ts';
import { embeddedAws, MAIN_TABLE } from '../embedded.ts';

await embeddedAws();
const desk = new DynamoDesk(new DynamoTable(MAIN_TABLE));

describe('DynamoDesk', () => {
  deskContract(() => desk);

  it('finds what an earlier version listed, by tenant, batch and step, and lists it anew when it is filed or closed', async () => {
    const table = new MemoryTable();
    const old = new DynamoDesk(table);
    const filing = {
      ...{ subject: 'tenant-1', step: 'UserUpgrade', batchId: 'pilot--0a1b2c3d', execution: 'arn:1', ask: 'work' },
      because: { code: 'PersonNeededError', reason: 'leave it to the user', guideStep: '3-19' },
      filedAt: '2026-12-01T00:00:00.000Z',
    } as const;
    const { subject, step, batchId, filedAt } = filing;
    await old.file(filing);
    await table.delete(openDeskKey('customers', filing));
    await table.put(openDeskKey('ours', filing), { subject, step, batchId, filedAt });

    const sought = { list: 'ours', tenant: subject, batchId, steps: [step] } as const;
    expect((await old.search(sought, { most: 9 })).tasks).toEqual([{ subject, step, batchId, filedAt }]);
    const task = await old.file(filing);
    expect([await old.count(sought), await old.count({ ...sought, list: 'customers' })]).toEqual([0, 1]);
    await table.put(openDeskKey('ours', filing), { subject, step, batchId, filedAt });
    await old.change(task, { closed: { at: filedAt, by: 'x', as: 'done' } });
    expect([await old.count(sought), await old.count({ ...sought, list: 'customers' })]).toEqual([0, 0]);
  });

  it('is read by the name of today for an error of which the version before has kept another', async () => {
    const desk = new DynamoDesk(new MemoryTable());
    const filing = {
      ...{ subject: 'tenant-1', step: 'StartUpdate', batchId: 'pilot--0a1b2c3d', execution: 'arn:1', ask: 'work' },
      because: { code: 'HandOverNeededError', reason: { code: 'captcha' }, guideStep: '3-12' },
      filedAt: '2026-12-01T00:00:00.000Z',
    } as const;
    await desk.file(filing);
    const { because } = (await desk.read('tenant-1', 'StartUpdate'))!;
    expect(because).toEqual({ ...filing.because, code: 'ManualActionRequiredError' });
    expect((await desk.search({ list: 'ours', reason: 'captcha' }, { most: 9 })).tasks).toHaveLength(1);
  });

  it('is filed with an answer that came between its reading and its writing, and never over it', async () => {
    const filing = {
      ...{ subject: 'tenant-1', step: 'StartUpdate', batchId: 'pilot--0a1b2c3d', execution: 'arn:1', ask: 'work' },
      because: { code: 'ManualActionRequiredError', reason: 'a CAPTCHA was shown', guideStep: '3-12' },
      filedAt: '2026-12-01T00:00:00.000Z',
    } as const;
    const answers = { work: { by: 'operator', at: filing.filedAt, given: { status: 'done' } } };
    const table = new TableThatLetsInOthers();
    const slow = new DynamoDesk(table);
    await slow.file(filing);
    const others = new DynamoDesk(table.plain);
    table.meanwhile = async () => {
      const task = await others.read(filing.subject, filing.step);
      if (task) await others.change(task, { answers });
    };
    const task = await slow.file({ ...filing, execution: 'arn:2' });
    expect(task).toMatchObject({ execution: 'arn:2', answers, revision: 3 });
    expect(await others.read(filing.subject, filing.step)).toEqual(task);
  });

  it.each([
    ['closed', false],
    ['closed and filed anew', true],
  ])(
    'leaves no entry behind where a task that is handed over has just been %s: nothing would remove it',
    async (_, isFiledAnew) => {
      const filing = {
        ...{ subject: 'tenant-1', step: 'StartUpdate', batchId: 'pilot--0a1b2c3d', execution: 'arn:1', ask: 'work' },
        because: { code: 'ManualActionRequiredError', reason: 'a CAPTCHA was shown', guideStep: '3-12' },
        filedAt: '2026-12-01T00:00:00.000Z',
      } as const;
      const [closedAt, anew] = ['2026-12-01T01:00:00.000Z', { ...filing, filedAt: '2026-12-01T02:00:00.000Z' }];
      const table = new MemoryTable();
      const others = new DynamoDesk(table);
      const task = await others.file(filing);
      const slow = new DynamoDesk(
        overrideMethods<Table>(table, {
          put: async (key, item) => {
            const changed = await others.read(filing.subject, filing.step);
            if (changed) await others.change(changed, { closed: { at: closedAt, by: 'x', as: 'done' } });
            if (isFiledAnew) await others.file(anew);
            return table.put(key, item);
          },
        }),
      );
      await slow.change(task, { assignee: 'night shift' });
      const { tasks } = await others.search({ list: 'ours' }, { most: 9 });
      expect(tasks.map(({ filedAt }) => filedAt)).toEqual(isFiledAnew ? [anew.filedAt] : []);
    },
  );
});

/** Somebody else's work comes in once, after the next reading. */
class TableThatLetsInOthers extends MemoryTable {
  /** This table, where nobody comes in between. */
  readonly plain = overrideMethods<Table>(this, { get: (key) => super.get(key) });
  meanwhile: (() => Promise<void>) | undefined;

  override async get(key: Key): Promise<Item | undefined> {
    const item = await super.get(key);
    const { meanwhile } = this;
    this.meanwhile = undefined;
    await meanwhile?.();
    return item;
  }
}
