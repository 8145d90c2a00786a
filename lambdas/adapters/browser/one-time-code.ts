import { Secret as Seed, TOTP, URI } from 'otpauth';
import { Secret } from '../../domain/secret.ts';
import type { Clock } from '../../ports/clock.ts';

/** Milliseconds of a code's life below which the next one is waited for: this one could be late at the console. */
const TOO_SHORT = 3_000;

/** The code of a seed (base32, or an `otpauth://` URI) by this clock; waits for the next one when this one is about to end. */
export async function oneTimeCode(seed: Secret, clock: Clock): Promise<Secret> {
  const totp = totpOf(seed.reveal().trim());
  const period = totp.period * 1000;
  const left = period - (clock.now().getTime() % period);
  if (left < TOO_SHORT) await clock.sleep(left);
  return new Secret(totp.generate({ timestamp: clock.now().getTime() }));
}

function totpOf(seed: string): TOTP {
  if (!seed.startsWith('otpauth://')) return new TOTP({ secret: Seed.fromBase32(seed.replace(/[\s-]/gu, '')) });
  const parsed = URI.parse(seed);
  if (parsed instanceof TOTP) return parsed;
  throw new Error('the seed in the vault is not one of time-based codes');
}
