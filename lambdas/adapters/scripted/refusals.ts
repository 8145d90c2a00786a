import {
  HandOverNeededError,
  PageChangedError,
  SessionExpiredError,
  SignInRefusedError,
  type StepError,
  VendorUnavailableError,
  VerificationCodeRefusedError,
} from '../../domain/errors.ts';
import { Refusal } from '../../simulated-vendor/refusal.ts';
import type { Session } from '../../simulated-vendor/sessions.ts';
import type { Vendor } from '../../simulated-vendor/vendor.ts';

/** Signs in, works, and signs out again whatever happens; what the console refuses becomes the error of the port. */
export async function withSession<T>(
  vendor: Vendor,
  signIn: () => Session,
  work: (session: Session) => T | Promise<T>,
): Promise<T> {
  let session: Session | undefined;
  try {
    session = signIn();
    return await work(session);
  } catch (error) {
    throw error instanceof Refusal ? stepError(error) : error;
  } finally {
    if (session) vendor.sessions.end(session);
  }
}

function stepError(refusal: Refusal): StepError {
  const { kind, message, guideStep } = refusal;
  const detail = { cause: refusal, ...(guideStep && { guideStep }) };
  switch (kind) {
    case 'signIn':
      return new SignInRefusedError(message, detail);
    case 'sessionGone':
      return new SessionExpiredError(message, detail);
    case 'serverError':
    case 'tooLate':
      return new VendorUnavailableError(message, detail);
    case 'code':
      return new VerificationCodeRefusedError(message, detail);
    case 'input':
    case 'challenge':
    case 'secondFactor':
    case 'hibernated':
    case 'regionAsked':
      return new HandOverNeededError(message, detail);
    case 'notThere':
      return new PageChangedError(message, detail);
  }
}
