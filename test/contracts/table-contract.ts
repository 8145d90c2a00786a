import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  all,
  any,
  begins,
  contains,
  is,
  isAbsent,
  isAtMost,
  isLessThan,
  isThere,
  oneMoreThan,
  orElse,
  type Condition,
} from '../../lambdas/adapters/dynamo/expression.ts';
import type { Key } from '../../lambdas/adapters/dynamo/keys.ts';
import type { Item, Table } from '../../lambdas/adapters/dynamo/table.ts';
import { Secret } from '../../lambdas/domain/secret.ts';

/** The most that DynamoDB takes of an item, a partition key and a sort key. */
const MOST = { item: 409_600, pk: 2048, sk: 1024 };

/** One test per promise of `Table`, against DynamoDB's endpoint and the table in memory; the keys of a test are its own. */
export function tableContract(table: Table): void {
  const aKey = (sk = 'STATE'): Key => ({ pk: `TEST#${randomUUID()}`, sk });
  const stored = async (item: Item): Promise<Key> => {
    const key = aKey();
    await table.put(key, item);
    return key;
  };

  describe('an item', () => {
    it('is given back as it was put, with its key', async () => {
      const item = {
        ...{ text: '接続済み', empty: '', number: 1.5, below: -3, zero: 0, yes: true, no: false, nothing: null },
        ...{ list: ['a', 1, [null]], emptyList: [], map: { deep: { deeper: 'x' } }, emptyMap: {} },
      };
      const key = await stored(item);
      expect(await table.get(key)).toEqual({ ...item, ...key });
      expect(await table.get(aKey())).toBeUndefined();
    });

    it('has no undefined at any depth, because there is none in DynamoDB', async () => {
      const key = await stored({ a: undefined, map: { b: undefined }, list: [undefined, { c: undefined }, 'd'] });
      expect(await table.get(key)).toStrictEqual({ ...key, map: {}, list: [{}, 'd'] });
    });

    it('stays as it is whatever a reader or the writer does with its copy', async () => {
      const item = { list: ['a'] };
      const key = await stored(item);
      item.list.push('b');
      const read = (await table.get(key)) as { list: string[] };
      try {
        read.list.push('c');
      } catch (error) {
        expect(error).toBeInstanceOf(TypeError);
      }
      expect(await table.get(key)).toEqual({ ...key, list: ['a'] });
    });

    it('may have names that DynamoDB reserves, in conditions as in updates', async () => {
      const reserved = { state: 'a', count: 1, name: 'b', by: 'c', at: 'd', value: 'e', size: 2, comment: 'f' };
      const key = await stored(reserved);
      const when = all(...Object.entries(reserved).map(([name, value]) => is(name, value)));
      expect(await table.update(key, { set: { ...reserved, year: 'g' }, when })).toMatchObject({ year: 'g' });
    });

    it('is gone once it is deleted, and deleting it again is harmless', async () => {
      const key = await stored({ a: 1 });
      await table.delete(key);
      await table.delete(key);
      expect(await table.get(key)).toBeUndefined();
    });

    it('is deleted only while the condition holds', async () => {
      const key = await stored({ a: 1 });
      expect(await table.delete(key, is('a', 2))).toBe(false);
      expect(await table.get(key)).toMatchObject({ a: 1 });
      expect(await table.delete(key, is('a', 1))).toBe(true);
      expect(await table.get(key)).toBeUndefined();
      expect(await table.delete(key, is('a', 1))).toBe(false);
      expect(await table.delete(key, isAbsent('pk'))).toBe(true);
    });

    it('has up to 400 KB, counted with its names and key', async () => {
      const key = aKey();
      const rest = 'pk'.length + key.pk.length + 'sk'.length + key.sk.length + 'text'.length;
      const most = 'x'.repeat(MOST.item - rest);
      expect(await table.put(key, { text: most })).toBe(true);
      expect(await table.update(key, { set: { text: most.replace('x', 'y') } })).toBeDefined();
      await expect(table.put(key, { text: `${most}x` })).rejects.toThrow(/size/iu);
      await expect(table.update(key, { set: { a: '' } })).rejects.toThrow(/size/iu);
      expect(await table.get(key)).toMatchObject({ text: most.replace('x', 'y') });
    });

    it('has three bytes for a map or list, and one for each of its members, as AWS documents', async () => {
      const key = aKey();
      const rest = 'pk'.length + key.pk.length + 'sk'.length + key.sk.length + 'map'.length + 'list'.length;
      // `a` has a name of one byte and a text; the list has a null and a truth value of one byte each.
      const others = 3 + 1 + 1 + (3 + 2 + 2);
      const most = 'x'.repeat(MOST.item - rest - others);
      expect(await table.put(key, { map: { a: most }, list: [null, true] })).toBe(true);
      await expect(table.put(key, { map: { a: `${most}x` }, list: [null, true] })).rejects.toThrow(/size/iu);
    });
  });

  describe('a condition', () => {
    const earlier = '2026-12-01T00:00:00.000Z';
    const now = '2026-12-01T12:00:00.000Z';
    const later = '2026-12-02T00:00:00.000Z';
    const item = { at: now, count: 2, lease: { execution: 'me' }, nothing: null, list: ['a', { b: 1 }] };

    it.each<[string, Condition, boolean]>([
      ['an attribute is this text', is('at', now), true],
      ['an attribute is another text', is('at', later), false],
      ['an attribute that is absent is this text', is('absent', now), false],
      ['a number is this number', is('count', 2), true],
      ['a number is a text that reads the same', is('count', '2'), false],
      ['a null is null', is('nothing', null), true],
      ['an attribute that is absent is null', is('absent', null), false],
      ['a list is another list', is('list', ['a', { b: 2 }]), false],
      ['an attribute within an attribute is this text', is('lease.execution', 'me'), true],
      ['an attribute within one that is absent is this text', is('running.execution', 'me'), false],
      ['an attribute within a text is this text', is('at.execution', 'me'), false],
      ['an instant is at most a later one', isAtMost('at', later), true],
      ['an instant is at most itself', isAtMost('at', now), true],
      ['an instant is at most an earlier one', isAtMost('at', earlier), false],
      ['what is absent is at most anything', isAtMost('absent', now), false],
      ['a number is at most a text', isAtMost('count', now), false],
      ['a number is less than a larger one', isLessThan('count', 10), true],
      ['a number is less than itself', isLessThan('count', 2), false],
      ['a text is less than one whose first other character is larger in Unicode', isLessThan('at', '接'), true],
      ['what is there is there', isThere('at'), true],
      ['a null is there', isThere('nothing'), true],
      ['what is absent is there', isThere('absent'), false],
      ['what is within an attribute that is absent is there', isThere('running.step'), false],
      ['what is absent is absent', isAbsent('absent'), true],
      ['what is within an attribute that is absent is absent', isAbsent('running.step'), true],
      ['what is there is absent', isAbsent('lease.execution'), false],
      ['all of two that hold', all(isThere('at'), is('count', 2)), true],
      ['all of two of which one holds', all(isThere('at'), is('count', 3)), false],
      ['any of two of which one holds', any(is('count', 3), isThere('at')), true],
      ['any of two that do not hold', any(is('count', 3), isAbsent('at')), false],
      ['an alternative beside another condition', all(isAbsent('at'), any(is('count', 3), isThere('at'))), false],
    ])('whether %s', async (_what, when, holds) => {
      const key = await stored(item);
      expect(await table.update(key, { set: { seen: true }, when })).toEqual(
        holds ? { ...item, ...key, seen: true } : undefined,
      );
      expect(await table.put(key, { put: true }, when)).toBe(holds);
      expect(await table.get(key)).toEqual({ ...(holds ? { put: true } : item), ...key });
    });

    it('that an item is there or not is told by its key', async () => {
      const key = aKey();
      expect(await table.put(key, {}, isThere('pk'))).toBe(false);
      expect(await table.update(key, { set: { a: 1 }, when: isThere('pk') })).toBeUndefined();
      expect(await table.get(key)).toBeUndefined();
      expect(await table.put(key, {}, isAbsent('pk'))).toBe(true);
      expect(await table.put(key, {}, isAbsent('pk'))).toBe(false);
    });

    it('lets one of many writers through', async () => {
      const key = aKey();
      const puts = await Promise.all(Array.from({ length: 12 }, (_, by) => table.put(key, { by }, isAbsent('pk'))));
      expect(puts.filter(Boolean)).toHaveLength(1);
      expect((await table.get(key))?.['by']).toBe(puts.indexOf(true));
    });
  });

  describe('an update', () => {
    it('changes the named attributes and no others, and gives the item as it then is', async () => {
      const key = await stored({ a: 1, b: { c: 2 }, d: 3 });
      const changed = { ...key, a: { new: true }, b: { c: 2 }, e: 4 };
      expect(await table.update(key, { set: { a: { new: true }, d: undefined, e: 4, f: undefined } })).toEqual(changed);
      expect(await table.get(key)).toEqual(changed);
    });

    it('makes the item where it is not there, also when it only takes something away', async () => {
      const [one, other] = [aKey(), aKey()];
      expect(await table.update(one, { set: { a: 1 } })).toEqual({ ...one, a: 1 });
      expect(await table.update(other, { set: { a: undefined } })).toEqual(other);
      expect(await table.get(other)).toEqual(other);
    });

    it('sets what the attribute holds, or a value where it is absent', async () => {
      const key = await stored({ stage: 'connected', nothing: null });
      const set = { stage: orElse('stage', 'accepted'), nothing: orElse('nothing', 1), other: orElse('absent', 2) };
      expect(await table.update(key, { set })).toEqual({ ...key, stage: 'connected', nothing: null, other: 2 });
    });

    it('counts every one of many that count at once', async () => {
      const key = aKey();
      await Promise.all(Array.from({ length: 12 }, () => table.update(key, { set: { n: oneMoreThan('n') } })));
      expect(await table.get(key)).toEqual({ ...key, n: 12 });
    });
  });

  describe('getEach', () => {
    it('gives those that are there, each once', async () => {
      const keys = await Promise.all(Array.from({ length: 103 }, (_, n) => stored({ n })));
      const items = await table.getEach([...keys, ...keys, aKey()]);
      expect(items.map(({ n }) => Number(n)).sort((a, b) => a - b)).toEqual(keys.map((_, n) => n));
      expect(await table.getEach([])).toEqual([]);
    });
  });

  describe('a query', () => {
    it('gives the items with that prefix in the order of the bytes of their sort keys, or backwards', async () => {
      const { pk } = aKey();
      const names = ['', '#', '1', '10', '2', 'Z', 'a', 'あ', '接', '\u{FF21}', '\u{1F600}'];
      for (const name of names.toReversed()) await table.put({ pk, sk: `USER#${name}` }, { name });
      for (const sk of ['STATE', 'USER', 'USERS#a']) await table.put({ pk, sk }, { name: 'another' });
      await table.put({ ...aKey('USER#another') }, { name: 'another' });
      for (const pageSize of [undefined, 3]) {
        const range = { pk, prefix: 'USER#', pageSize };
        expect((await allOf(table.query(range))).map(({ name }) => name)).toEqual(names);
        const backwards = await allOf(table.query({ ...range, backwards: true }));
        expect(backwards.map(({ name }) => name)).toEqual(names.toReversed());
      }
      expect(await allOf(table.query({ pk: aKey().pk, prefix: 'USER#' }))).toEqual([]);
    });

    it('gives only items of which the filter holds, counts them unsent, and begins behind any sort key', async () => {
      const { pk } = aKey();
      for (const [n, name] of ['甲社', 'b', 'ab', 'abc'].entries())
        await table.put({ pk, sk: `ITEM#${String(n)}` }, { n, name, ...(n === 2 && { who: 'a person' }) });
      await table.put({ pk, sk: 'OTHER#1' }, { n: 9, name: 'b' });
      const given = async (
        filter?: Condition,
        more: { after?: string; backwards?: boolean; pageSize?: number } = {},
      ) => {
        const range = { pk, prefix: 'ITEM#', filter };
        const items = await allOf(table.query({ ...range, ...more }));
        if (Object.keys(more).length === 0) expect(await table.count(range)).toBe(items.length);
        return items.map(({ n }) => n);
      };
      expect(await given()).toEqual([0, 1, 2, 3]);
      expect(await given(contains('name', 'b'))).toEqual([1, 2, 3]);
      expect(await given(contains('name', 'B'))).toEqual([]);
      expect(await given(begins('name', '甲'))).toEqual([0]);
      expect(await given(begins('n', '1'))).toEqual([]);
      expect(await given(contains('who', ' '))).toEqual([2]);
      expect(await given(all(any(is('name', 'ab'), is('n', 0)), isAbsent('who')))).toEqual([0]);
      expect(await given(contains('name', 'b'), { after: 'ITEM#1' })).toEqual([2, 3]);
      expect(await given(contains('name', 'b'), { after: 'ITEM#2x', pageSize: 1 })).toEqual([3]);
      expect(await given(undefined, { after: 'ITEM#2', backwards: true })).toEqual([1, 0]);
      expect(await given(undefined, { after: 'ITEM#9' })).toEqual([]);
    });

    it('sees every write before it, and goes on while what it gave is deleted or changed', async () => {
      const { pk } = aKey();
      for (const n of [3, 1, 2, 5, 4]) await table.put({ pk, sk: `ITEM#${String(n)}` }, { n });
      const seen: unknown[] = [];
      for await (const { sk, n } of table.query({ pk, prefix: 'ITEM#', pageSize: 2 })) {
        seen.push(n);
        if (n === 2) await table.update({ pk, sk: String(sk) }, { set: { n: 'changed' } });
        else await table.delete({ pk, sk: String(sk) });
      }
      expect(seen).toEqual([1, 2, 3, 4, 5]);
      await table.put({ pk, sk: 'ITEM#0' }, { n: 0 });
      expect((await allOf(table.query({ pk, prefix: 'ITEM#' }))).map(({ n }) => n)).toEqual([0, 'changed']);
    });
  });

  describe('what DynamoDB refuses', () => {
    const text = (bytes: number): string => 'x'.repeat(bytes);
    const every = [
      ['no text', { pk: 1 as unknown as string, sk: 'STATE' }],
      ['an empty partition key', { pk: '', sk: 'STATE' }],
      ['an empty sort key', { pk: 'TEST', sk: '' }],
      ['a partition key of 2,049 bytes', { pk: text(MOST.pk + 1), sk: 'STATE' }],
      ['a sort key of 1,025 bytes', { pk: 'TEST', sk: text(MOST.sk + 1) }],
    ] as const;

    it.each(every)('%s, in every call of one item', async (_what, key) => {
      const refused = { name: 'ValidationException' };
      await expect(table.get(key)).rejects.toMatchObject(refused);
      await expect(table.getEach([key])).rejects.toMatchObject(refused);
      await expect(table.put(key, {})).rejects.toMatchObject(refused);
      await expect(table.update(key, { set: { a: 1 } })).rejects.toMatchObject(refused);
      await expect(table.delete(key)).rejects.toMatchObject(refused);
    });

    it('a query that begins behind a sort key without its prefix', async () => {
      const { pk } = aKey();
      await expect(allOf(table.query({ pk, prefix: 'ITEM#', after: 'OTHER#1' }))).rejects.toMatchObject({
        name: 'ValidationException',
      });
    });

    it('nothing of a key that is as long as it may be', async () => {
      const key = { pk: text(MOST.pk), sk: text(MOST.sk) };
      await table.put(key, { a: 1 });
      expect(await table.get(key)).toEqual({ ...key, a: 1 });
      await table.delete(key);
    });

    it.each([
      ['a date', new Date()],
      ['a secret', new Secret('x')],
      ['an empty set', new Set()],
      ['a symbol', Symbol('x')],
      ['no number', Number.NaN],
      ['an infinite number', Number.POSITIVE_INFINITY],
      ['an integer that a double cannot tell from its neighbour', 2 ** 53 + 2],
    ])('%s, at any depth', async (_what, value) => {
      const key = aKey();
      await expect(table.put(key, { value })).rejects.toThrow();
      await expect(table.put(key, { deep: [{ value }] })).rejects.toThrow();
      await expect(table.update(key, { set: { value } })).rejects.toThrow();
      expect(await table.get(key)).toBeUndefined();
    });

    it.each<[string, Record<string, unknown>, Condition | undefined]>([
      ['an update of nothing', {}, undefined],
      ['a change of the partition key', { pk: 'TEST' }, undefined],
      ['a change of the sort key', { sk: 'STATE' }, undefined],
      ['a key taken away', { sk: undefined }, undefined],
      ['a name with a hyphen', { 'a-b': 1 }, undefined],
      ['a name with a hyphen in a condition', { a: 1 }, is('a-b', 1)],
      ['a comparison with nothing', { a: 1 }, is('a', undefined)],
      ['a condition of no conditions', { a: 1 }, all()],
      ['an alternative of no conditions', { a: 1 }, any()],
      ['one more than a text', { text: oneMoreThan('text') }, undefined],
      ['one more than a null', { text: oneMoreThan('nothing') }, undefined],
    ])('%s', async (_what, set, when) => {
      const key = await stored({ text: 'a', nothing: null });
      await expect(table.update(key, { set, ...(when && { when }) })).rejects.toMatchObject({
        name: 'ValidationException',
      });
      expect(await table.get(key)).toEqual({ ...key, text: 'a', nothing: null });
    });
  });
}

async function allOf<T>(values: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const value of values) found.push(value);
  return found;
}
