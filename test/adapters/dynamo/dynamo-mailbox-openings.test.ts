import { describe, expect, it } from 'vitest';
import { DynamoMailboxOpenings } from '../../../lambdas/adapters/dynamo/dynamo-mailbox-openings.ts';
import { mailMarkKey } from '../../../lambdas/adapters/dynamo/keys.ts';
import { MemoryTable } from '../../../local/memory/memory-table.ts';

const until = new Date('2026-12-01T00:10:00.000Z');

describe('DynamoMailboxOpenings', () => {
  it('finds who waits at an address however it is spelt, because mail servers change its letters', async () => {
    const openings = new DynamoMailboxOpenings(new MemoryTable());
    await openings.open({ tenantId: 'tenant-1', address: 'Taro@Example.jp', until });
    await openings.open({ tenantId: 'tenant-2', address: 'taro@example.jp', until });
    const found = await openings.at('TARO@EXAMPLE.JP');
    expect(found.map(({ tenantId }) => tenantId)).toEqual(['tenant-1', 'tenant-2']);
    expect(await openings.at('hanako@example.jp')).toEqual([]);
  });

  it('keeps one opening of each tenant: the next replaces it', async () => {
    const openings = new DynamoMailboxOpenings(new MemoryTable());
    const opening = { tenantId: 'tenant-1', address: 'taro@example.jp', until };
    const later = { ...opening, until: new Date('2026-12-01T00:20:00.000Z') };
    await openings.open(opening);
    await openings.open(later);
    expect(await openings.at('taro@example.jp')).toEqual([later]);
  });

  it('knows a mail that it has seen, whatever its sender called it', async () => {
    const openings = new DynamoMailboxOpenings(new MemoryTable());
    const mark = `<${'x'.repeat(5000)}@example.jp>`;
    expect(await openings.wasSeen(mark)).toBe(false);
    await openings.markSeen(mark, until);
    expect(await openings.wasSeen(mark)).toBe(true);
    expect(await openings.wasSeen(`${mark} `)).toBe(false);
  });

  it('lets DynamoDB forget after two days that a mail was seen', async () => {
    const table = new MemoryTable();
    await new DynamoMailboxOpenings(table).markSeen('mail-1', until);
    expect(await table.get(mailMarkKey('mail-1'))).toMatchObject({ forgetAt: until.getTime() / 1000 + 2 * 24 * 3600 });
  });
});
