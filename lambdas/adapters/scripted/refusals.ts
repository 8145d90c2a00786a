import {
  ManualActionRequiredError,
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
  const { kind, reason, guideStep } = refusal;
  const detail = { cause: refusal, ...(guideStep && { guideStep }) };
  switch (kind) {
    case 'signIn':
      return new SignInRefusedError(reason, detail);
    case 'sessionGone':
      return new SessionExpiredError(reason, detail);
    case 'serverError':
    case 'tooLate':
      return new VendorUnavailableError(reason, detail);
    case 'code':
      return new VerificationCodeRefusedError(reason, detail);
    case 'input':
    case 'challenge':
    case 'secondFactor':
    case 'hibernated':
    case 'regionAsked':
      return new ManualActionRequiredError(reason, detail);
    case 'notThere':
      return new PageChangedError(reason, detail);
  }
}
