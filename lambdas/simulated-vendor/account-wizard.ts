import type { Wizard, Session, Sessions } from './sessions.ts';
import type { Clock } from '../ports/clock.ts';
import type { GuideStep } from '../domain/guide.ts';
import { digitsOf } from '../domain/one-time-code.ts';
import type { CodeMails } from './code-mails.ts';
import { notThere, Refusal } from './refusal.ts';
import { passwordFingerprint } from './sign-in-names.ts';
import type { VendorTenant } from './vendor-tenant.ts';

const SECOND = 1_000;
const IN_USE = 'This e-mail address is in use already.';
/** Longer than this from the first page to [Reset Password]: error 4000013. How long the vendor waits is not published. */
const OPEN_FOR = 15 * 60 * SECOND;
/** Guide 2-6 shows "click here to resend (168s)". */
const RESEND_AFTER = 180 * SECOND;
const ADDRESS = /^[^\s@]+@[^\s@]+\.[^\s@]+$/u;
/** The rule of Apex One SaaS; the one of Vision One is not published. */
const PASSWORD = /^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)(?=.*[^A-Za-z0-9])[\x21-\x7e]{8,32}$/u;

/** What the wizard needs of the vendor around it. */
export interface WizardContext {
  clock: Pick<Clock, 'now'>;
  sessions: Sessions;
  mails: CodeMails;
  /** Whether somebody else signs in by this address; one address is one account. */
  isAddressTaken: (email: string, session: Session) => boolean;
  /** Called when an account has exchanged its name for an address. */
  renamed: (tenant: VendorTenant) => void;
}

/**
 * The three steps in which an account gets its address and a new password: the master account at guide 2-3 to 2-9, a
 * user account of Apex Central at guide 3-19.
 */
export class AccountWizard {
  readonly #context: WizardContext;

  constructor(context: WizardContext) {
    this.#context = context;
  }

  /** Opens Step 1, "Assign the Primary User Account email address". */
  start(session: Session): void {
    session.wizard = { startedAt: this.#context.clock.now(), verified: false };
  }

  /** A look at the page of the step that was reached. */
  see(session: Session): void {
    this.#context.sessions.enter(session);
  }

  /** Guide 2-4: [Verify Email]. Answers with the prefix that Step 2 shows before the code box. */
  verifyEmail(session: Session, email: string, confirmEmail: string): { prefix: string } {
    const { tenant, wizard } = this.#enter(session, '2-4');
    if (email !== confirmEmail) throw notTaken(email, 'The two e-mail addresses differ.', '2-4');
    if (!ADDRESS.test(email)) throw notTaken(email, 'This is not an e-mail address.', '2-4');
    if (this.#context.isAddressTaken(email, session)) throw notTaken(email, IN_USE, '2-4');
    const request = this.#context.mails.request(tenant, email, this.#context.clock.now());
    wizard.asked = { ...request, email };
    wizard.verified = false;
    return { prefix: request.prefix };
  }

  /** Seconds until "click here to resend" can be pressed, as Step 2 shows them. */
  secondsUntilResend({ wizard }: Session): number {
    if (!wizard?.asked) return 0;
    const left = wizard.asked.sentAt.getTime() + RESEND_AFTER - this.#context.clock.now().getTime();
    return Math.max(0, Math.ceil(left / SECOND));
  }

  /** Guide 2-6: "click here to resend"; the new code comes with a new prefix, and the old one is worth nothing. */
  resend(session: Session): { prefix: string } {
    const { wizard } = this.#enter(session, '2-6');
    if (!wizard.asked || this.secondsUntilResend(session) > 0) {
      throw notThere('[Resend]', '2-6');
    }
    return this.verifyEmail(session, wizard.asked.email, wizard.asked.email);
  }

  /** Guide 2-6: [Submit]. */
  submitCode(session: Session, code: string): void {
    const { wizard } = this.#enter(session, '2-6');
    if (!wizard.asked) throw notThere('Verify Email Address', '2-6');
    if (digitsOf(code) !== wizard.asked.code) throw new Refusal('code', { code: 'verificationCodeRefused' }, '2-6');
    wizard.verified = true;
  }

  /** Guide 2-8: [Reset Password], a point of no return: the old name is dead, and everybody is signed out. */
  resetPassword(session: Session, newPassword: string, confirmPassword: string): void {
    const { tenant, wizard } = this.#enter(session, '2-8');
    if (!wizard.asked || !wizard.verified) throw notThere('Password Update', '2-8');
    if (newPassword !== confirmPassword) throw passwordRefused('The two passwords differ.');
    if (!PASSWORD.test(newPassword)) throw passwordRefused('The new password is too weak.');
    const { email } = wizard.asked;
    if (this.#context.isAddressTaken(email, session)) throw notTaken(email, IN_USE, '2-8');

    const { primary, upgradedUsers } = tenant.state;
    const before = session.role === 'master' ? primary : upgradedUsers[session.account];
    const now = this.#context.clock.now();
    const signIn = {
      email,
      passwordFingerprint: passwordFingerprint(tenant, email, newPassword),
      resetAt: before?.resetAt ?? now.toISOString(),
    };
    tenant.atOnce(() => {
      if (before) tenant.violate(session.role === 'master' ? 'resetTwice' : 'userResetTwice', now);
      if (session.role === 'master') {
        tenant.count('passwordResets');
        tenant.change({ primary: signIn });
        tenant.signEverybodyOut();
      } else {
        tenant.change({ upgradedUsers: { ...upgradedUsers, [session.account]: signIn } });
      }
    });
    this.#context.sessions.end(session);
    this.#context.renamed(tenant);
  }

  #enter(session: Session, guideStep: GuideStep): { tenant: VendorTenant; wizard: Wizard } {
    const tenant = this.#context.sessions.enter(session);
    const { wizard } = session;
    if (!wizard) throw notThere('Welcome to Trend Micro', guideStep);
    if (this.#context.clock.now().getTime() - wizard.startedAt.getTime() > OPEN_FOR) {
      session.wizard = undefined;
      throw new Refusal('tooLate', { code: 'wizardTooLong', said: '4000013' }, guideStep);
    }
    return { tenant, wizard };
  }
}

function notTaken(email: string, said: string, guideStep: GuideStep): Refusal {
  return new Refusal('input', { code: 'addressNotTaken', email, said }, guideStep);
}

function passwordRefused(said: string): Refusal {
  return new Refusal('input', { code: 'resetAnswered', said }, '2-8');
}
