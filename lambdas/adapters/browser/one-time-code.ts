import { Secret as Seed, TOTP, URI } from 'otpauth';
import { ManualActionRequiredError } from '../../domain/errors.ts';
import { Secret } from '../../domain/secret.ts';
import type { Clock } from '../../ports/clock.ts';

/** Milliseconds of a code's life below which the next one is waited for: this one could be late at the console. */
const TOO_SHORT = 3_000;
/** Another sign-in of the same tenant may take the next one, too; more often than this it is no coincidence. */
const TRIES = 4;

/** Takes a time step for one sign-in; `false` where it was taken before (RFC 6238, 5.2). */
export type SpendCode = (timeStep: number) => Promise<boolean>;

/**
 * The code of a seed (base32, or an `otpauth://` URI) by this clock. Waits for the next one where this one is about to end,
 * or was used: by an earlier step, which is another Lambda.
 */
export async function oneTimeCode(
  seed: Secret,
  clock: Clock,
  spend: SpendCode = () => Promise.resolve(true),
): Promise<Secret> {
  const totp = totpOf(seed.reveal().trim());
  const period = totp.period * 1000;
  for (let tries = 0; tries < TRIES; tries++) {
    const left = period - (clock.now().getTime() % period);
    if (left < TOO_SHORT) await clock.sleep(left);
    const timestamp = clock.now().getTime();
    if (await spend(Math.floor(timestamp / period))) return new Secret(totp.generate({ timestamp }));
    await clock.sleep(period - (clock.now().getTime() % period));
  }
  throw new ManualActionRequiredError({ code: 'oneTimeCodesUsed' });
}

function totpOf(seed: string): TOTP {
  if (!seed.startsWith('otpauth://')) return new TOTP({ secret: Seed.fromBase32(seed.replace(/[\s-]/gu, '')) });
  const parsed = URI.parse(seed);
  if (parsed instanceof TOTP) return parsed;
  throw new Error('the seed in the vault is not one of time-based codes');
}
