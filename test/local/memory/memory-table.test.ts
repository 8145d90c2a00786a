import { describe, expect, it } from 'vitest';
import { is } from '../../../lambdas/adapters/dynamo/expression.ts';
import { MemoryTable } from '../../../local/memory/memory-table.ts';
import { tableContract } from '../../contracts/table-contract.ts';

const key = { pk: 'TEST', sk: 'STATE' };

describe('MemoryTable', () => {
  tableContract(new MemoryTable());

  it('starts with the items it is given, so that a test begins in the middle', async () => {
    expect(await new MemoryTable([{ ...key, a: 1 }]).get(key)).toEqual({ ...key, a: 1 });
  });

  it('gives items that no reader can alter behind its back', async () => {
    const item = (await new MemoryTable([{ ...key, list: [{ a: 1 }] }]).get(key)) as { list: { a: number }[] };
    expect(() => item.list.push({ a: 2 })).toThrow(TypeError);
    expect(() => {
      for (const each of item.list) each.a = 2;
    }).toThrow(TypeError);
  });

  it('counts an item and its keys in bytes, as AWS documents and dynalite does not', async () => {
    const table = new MemoryTable();
    const rest = 'pkTESTskSTATEtext'.length;
    expect(await table.put(key, { text: 'あ'.repeat((409_600 - rest) / 3) })).toBe(true);
    await expect(table.put(key, { text: 'あ'.repeat((409_600 - rest) / 3 + 1) })).rejects.toThrow(/size/u);
    expect(await table.put({ pk: 'TEST', sk: 'あ'.repeat(341) }, {})).toBe(true);
    await expect(table.put({ pk: 'TEST', sk: 'あ'.repeat(342) }, {})).rejects.toThrow('1024 bytes');
  });

  it('compares lists and maps by what is in them, as AWS documents and dynalite does not', async () => {
    const table = new MemoryTable([{ ...key, list: ['a', { b: 1 }] }]);
    expect(await table.put(key, {}, is('list', ['a', { b: 2 }]))).toBe(false);
    expect(await table.put(key, {}, is('list', ['a', { b: 1 }]))).toBe(true);
  });

  it.each([
    ['no prefix', 'TEST', ''],
    ['an empty partition key', '', 'STATE'],
    ['too long a prefix', 'TEST', 'x'.repeat(1025)],
  ])('refuses a query of %s, which dynalite answers', async (_what, pk, prefix) => {
    await expect(new MemoryTable().query({ pk, prefix }).next()).rejects.toMatchObject({ name: 'ValidationException' });
  });

  it('refuses a function, which the SDK would leave out without a word', async () => {
    await expect(new MemoryTable().put(key, { f: () => 1 })).rejects.toThrow('function');
  });

  it('keeps 32 levels of data and no more, as AWS documents and dynalite does not know', async () => {
    const levels = (count: number): unknown => (count === 0 ? 'x' : [levels(count - 1)]);
    const table = new MemoryTable();
    expect(await table.put(key, { deep: levels(32) })).toBe(true);
    await expect(table.put(key, { deep: levels(33) })).rejects.toMatchObject({ name: 'ValidationException' });
    expect(await table.update(key, { set: { deep: levels(32) } })).toBeDefined();
    await expect(table.update(key, { set: { deep: levels(33) } })).rejects.toMatchObject({
      name: 'ValidationException',
    });
  });

  it('gives many items in another order than the one they were asked for in, which nobody may count on', async () => {
    const keys = ['a', 'b', 'c'].map((sk) => ({ pk: 'TEST', sk }));
    const found = await new MemoryTable(keys).getEach(keys);
    expect(found.map(({ sk }) => sk)).not.toEqual(['a', 'b', 'c']);
    expect(found).toHaveLength(3);
  });
});
