import { describe, expect, it } from 'vitest';
import { readOnce } from '../../../lambdas/adapters/dynamo/parse-item.ts';
import * as z from '../../../lambdas/domain/zod.ts';

const schema = readOnce(z.object({ name: z.string(), tags: z.array(z.string()) }));

describe('readOnce', () => {
  it('takes a frozen value as it is, which nobody can change after it was read', () => {
    const value = Object.freeze({ name: 'a', tags: Object.freeze(['b']) });
    expect(z.parse(schema, value)).toBe(value);
    expect(z.parse(schema, value)).toBe(value);
  });

  it('reads any other value each time, as DynamoDB gives it', () => {
    const value: { name: unknown; tags: string[] } = { name: 'a', tags: [] };
    expect(z.parse(schema, value)).not.toBe(value);
    value.name = 1;
    expect(() => z.parse(schema, value)).toThrow('name');
  });

  it('leaves out of a frozen value what the schema does not know', () => {
    const value = Object.freeze({ name: 'a', tags: [], another: 1 });
    expect(z.parse(schema, value)).toEqual({ name: 'a', tags: [] });
    expect(z.parse(schema, value)).toEqual({ name: 'a', tags: [] });
  });

  it('says where a frozen value is damaged, each time', () => {
    const value = Object.freeze({ name: 'a', tags: Object.freeze([1]) });
    for (let time = 0; time < 2; time++) {
      expect(z.safeParse(schema, value).error?.issues).toMatchObject([{ path: ['tags', 0] }]);
    }
  });
});
