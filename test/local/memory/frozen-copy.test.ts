import { describe, expect, it } from 'vitest';
import { Secret } from '../../../lambdas/domain/secret.ts';
import { frozenCopy } from '../../../local/memory/frozen-copy.ts';

describe('frozenCopy', () => {
  it('drops what is undefined, as a table does', () => {
    expect(frozenCopy({ a: undefined, b: [{ c: undefined, d: null }] })).toStrictEqual({ b: [{ d: null }] });
  });

  it('shares nothing with the original and freezes every level', () => {
    const original = { a: { b: [1] } };
    const copy = frozenCopy(original);
    original.a.b.push(2);
    expect(copy).toEqual({ a: { b: [1] } });
    expect(() => copy.a.b.push(3)).toThrow(TypeError);
  });

  it('refuses anything but plain data, above all a secret', () => {
    expect(() => frozenCopy({ password: new Secret('x') })).toThrow('Secret cannot be stored');
    expect(() => frozenCopy({ f: () => 1 })).toThrow('function');
  });
});
