import { expect, it } from 'vitest';
import { oneTimeCode } from '../../../lambdas/adapters/browser/one-time-code.ts';
import { Secret } from '../../../lambdas/domain/secret.ts';
import { VirtualClock } from '../../../local/virtual-clock.ts';

/** "12345678901234567890" of RFC 6238, appendix B. */
const SEED = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

it.each([
  ['a seed in base32', SEED],
  ['a seed as it is copied, in groups', 'gezd gnbv gy3t qojq gezd gnbv gy3t qojq'],
  ['the URI of a QR code', `otpauth://totp/Vision%20One:aaa?secret=${SEED}&issuer=Vision%20One`],
])('gives the code of RFC 6238 for %s', async (_, seed) => {
  const clock = new VirtualClock({ start: new Date(1_111_111_109_000 - 10_000), speed: 'max' });
  expect((await oneTimeCode(new Secret(seed), clock)).reveal()).toBe('081804');
});

it('waits for the next code when this one is about to end, so that it cannot be late', async () => {
  const clock = new VirtualClock({ start: new Date(1_111_111_109_000), speed: 'max' });
  expect((await oneTimeCode(new Secret(SEED), clock)).reveal()).toBe('050471');
});
