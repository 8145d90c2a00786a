import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { seal, unseal } from '../../../lambdas/adapters/kms/envelope.ts';

const CONTEXT = { tenantId: 'tenant-1', purpose: 'clp-password' };
const dataKey = randomBytes(32);

describe('seal', () => {
  it('opens with the same key and context', () => {
    expect(unseal(dataKey, CONTEXT, seal(dataKey, CONTEXT, 'パスワード'))).toBe('パスワード');
  });

  it.each([
    ['another tenant', { ...CONTEXT, tenantId: 'tenant-2' }],
    ['another purpose', { ...CONTEXT, purpose: 'clp-passwore' }],
  ])('does not open for %s, even with the right key', (_which, context) => {
    const sealed = seal(dataKey, CONTEXT, 'secret');
    expect(() => unseal(dataKey, context, sealed)).toThrow();
  });

  it('never uses the same start twice, so that equal secrets do not look alike', () => {
    const [first, second] = [seal(dataKey, CONTEXT, 'secret'), seal(dataKey, CONTEXT, 'secret')];
    expect(first.iv).not.toEqual(second.iv);
    expect(first.body).not.toEqual(second.body);
  });
});
