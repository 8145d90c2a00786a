import { expect, it } from 'vitest';
import { oneTimeCode } from '../../../lambdas/adapters/browser/one-time-code.ts';
import { ManualActionRequiredError } from '../../../lambdas/domain/errors.ts';
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

it('is used once: a sign-in of another Lambda in the same half minute waits for the next one', async () => {
  const clock = new VirtualClock({ start: new Date(1_111_111_109_000 - 10_000), speed: 'max' });
  const spent: number[] = [];
  const spend = (timeStep: number): Promise<boolean> => {
    const isNew = timeStep > (spent.at(-1) ?? 0);
    if (isNew) spent.push(timeStep);
    return Promise.resolve(isNew);
  };
  const codes = [];
  for (const _ of [1, 2]) codes.push((await oneTimeCode(new Secret(SEED), clock, spend)).reveal());
  expect(codes).toEqual(['081804', '050471']);
  expect(spent).toEqual([37_037_036, 37_037_037]);
});

it('goes to a person when none is left for it, rather than waiting for ever', async () => {
  const clock = new VirtualClock({ start: new Date(1_111_111_109_000), speed: 'max' });
  await expect(oneTimeCode(new Secret(SEED), clock, () => Promise.resolve(false))).rejects.toThrow(
    ManualActionRequiredError,
  );
});

it('waits for the next code when this one is about to end, so that it cannot be late', async () => {
  const clock = new VirtualClock({ start: new Date(1_111_111_109_000), speed: 'max' });
  expect((await oneTimeCode(new Secret(SEED), clock)).reveal()).toBe('050471');
});
