import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  apexCentralHostSchema,
  emailSchema,
  isApexCentralHost,
  isEmail,
  isTenantId,
  tenantIdSchema,
} from '../../../lambdas/domain/intake/intake-row.ts';

const parts = ['a', 'Z', '9', '.', '..', '-', '_', '+', "'", '@', 'é', '株', '\n', ' ', 'manage.trendmicro.com', '.jp'];
const text = fc.oneof(
  fc.array(fc.constantFrom(...parts), { maxLength: 8 }).map((chosen) => chosen.join('')),
  fc.emailAddress(),
  fc.tuple(fc.nat(80), fc.nat(80), fc.nat(4)).map(([local, label, labels]) => {
    return `${'x'.repeat(local)}@${`${'y'.repeat(label)}.`.repeat(labels)}com`;
  }),
);

describe.each([
  ['isEmail', isEmail, emailSchema],
  ['isTenantId', isTenantId, tenantIdSchema],
  ['isApexCentralHost', isApexCentralHost, apexCentralHostSchema],
])('%s, which the reader asks,', (_, isValid, schema) => {
  it('answers as the schema does with which the row is read again later', () => {
    fc.assert(
      fc.property(text, (candidate) => {
        expect(isValid(candidate)).toBe(schema.safeParse(candidate).success);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('an address', () => {
  it.each(['a@b-.example.com', `a@${'b'.repeat(64)}.example.com`])('has no label that DNS refuses: %s', (address) => {
    expect(isEmail(address)).toBe(false);
  });

  it.each(['a@b-c.example.com', `a@${'b'.repeat(63)}.example.com`, 'taro.yamada+1@sub.example.co.jp'])(
    'may be %s',
    (address) => {
      expect(isEmail(address)).toBe(true);
    },
  );
});
