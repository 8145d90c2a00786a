import type { GuideStep } from '../domain/guide.ts';
import type { Reason } from '../domain/statements/catalogue.ts';
import { asText } from '../domain/statements/statement.ts';

/**
 * - `signIn`: this name and password do not open the console
 * - `sessionGone`: signed out in the meantime
 * - `serverError`: a 500, or a console that cannot be reached for a time
 * - `code`: the verification code is not the one
 * - `tooLate`: error 4000013 of the wizard
 * - `input`: what was entered is not accepted
 * - `notThere`: the page or the button does not exist in this state
 * - `challenge`: a CAPTCHA stands before the sign-in
 * - `secondFactor`: the sign-in wants a code of an authenticator app, or another one
 * - `hibernated`: the wake-up portal stands before Apex Central
 * - `regionAsked`: a region must be chosen first
 */
export type RefusalKind =
  | 'signIn'
  | 'sessionGone'
  | 'serverError'
  | 'code'
  | 'tooLate'
  | 'input'
  | 'notThere'
  | 'challenge'
  | 'secondFactor'
  | 'hibernated'
  | 'regionAsked';

/** What a simulated console answers instead of doing it: `reason` is what hands that were answered so write down. */
export class Refusal extends Error {
  readonly kind: RefusalKind;
  readonly reason: Reason;
  readonly guideStep: GuideStep | undefined;

  constructor(kind: RefusalKind, reason: Reason, guideStep?: GuideStep) {
    super(asText(reason));
    this.name = 'Refusal';
    this.kind = kind;
    this.reason = reason;
    this.guideStep = guideStep;
  }
}

/** A page or button that the console does not have in this state; `control` is what it is called there. */
export function notThere(control: string, guideStep: GuideStep): Refusal {
  return new Refusal('notThere', { code: 'controlNotShown', control }, guideStep);
}
