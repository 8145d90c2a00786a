import { VerificationCodeLateError } from '../../domain/errors.ts';
import type { GuideStep } from '../../domain/guide.ts';
import type { Secret } from '../../domain/secret.ts';
import type { Reason } from '../../domain/statements/catalogue.ts';
import type { Ports } from '../../ports/index.ts';

/** How long the wizard is kept open for the code: its pages may not survive a reload. */
const WAIT_FOR_CODE = 10 * 60_000;
/** A mail that comes later than this is nobody's: the wait, and the pages before it. */
const OPEN_FOR = WAIT_FOR_CODE + 5 * 60_000;

export interface ExpectedCode {
  tenantId: string;
  address: string;
  guideStep: GuideStep;
  /** The reason when none comes, given the prefix that the wizard shows. */
  missing: (prefix: string) => Reason;
}

/**
 * Guide 2-5: opens the mailbox before the wizard asks for a code, and gives the function with which the wizard waits for
 * it; that throws `VerificationCodeLateError`.
 */
export async function expectCode(
  { mailbox, clock }: Pick<Ports, 'mailbox' | 'clock'>,
  { tenantId, address, guideStep, missing }: ExpectedCode,
): Promise<(prefix: string) => Promise<Secret>> {
  const requestedAt = clock.now();
  await mailbox.open({ tenantId, address, until: new Date(requestedAt.getTime() + OPEN_FOR) });
  return async (prefix) => {
    const code = await mailbox.waitForCode({ tenantId, address, prefix, requestedAt, waitMilliseconds: WAIT_FOR_CODE });
    if (code) return code;
    throw new VerificationCodeLateError(missing(prefix), { guideStep });
  };
}
