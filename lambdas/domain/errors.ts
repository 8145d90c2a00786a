import type { GuideStep } from './guide.ts';
import type { Reason } from './statements/catalogue.ts';
import { asText, type RecordedStatement } from './statements/statement.ts';

export interface StepErrorDetail {
  /** The step of the guide at which it happened, where that is finer than the state's own. */
  guideStep?: GuideStep;
  cause?: unknown;
}

/**
 * What stopped a step: a reason, which becomes a sentence where somebody reads it. Its class name is the error's name in
 * the state machines' ErrorEquals. The reason reaches the report and the mail, so it never contains a secret; `message`,
 * for logs and the causes of executions, is its code and values.
 */
export abstract class StepError extends Error {
  readonly reason: RecordedStatement;
  readonly guideStep: GuideStep | undefined;

  constructor(reason: Reason, { guideStep, cause }: StepErrorDetail = {}) {
    super(asText(reason), { cause });
    this.name = new.target.name;
    this.reason = reason;
    this.guideStep = guideStep;
  }
}

/** A first run of this step is still alive (Step Functions retries after a lost connection while the first goes on). */
export class StepStillRunningError extends StepError {}

/** What was pressed may show late, and it is not the time to look yet: the retry looks again. */
export class NotShownYetError extends StepError {}

/** Another execution holds the tenant; whatever this one still wants to write is out of date. */
export class LeaseLostError extends StepError {}

/** Somebody changed the record between our read and our write; the retry reads again. */
export class StaleRecordError extends StepError {}

/** The vendor answered with a 5xx, an error page, or not at all: passes by itself. */
export class VendorUnavailableError extends StepError {}

/** The console signed us out in the middle of a step: a new sign-in helps. */
export class SessionExpiredError extends StepError {}

/** No verification code within the ten minutes that the wizard stays open (guide 2-5). */
export class VerificationCodeLateError extends StepError {}

/** The wizard did not take the verification code (guide 2-6). */
export class VerificationCodeRefusedError extends StepError {}

/** Something only a person may do: a CAPTCHA, MFA without a stored seed, a page or message nobody knows. */
export class ManualActionRequiredError extends StepError {}

/** This step, or this question of it, is a person's. */
export class PersonNeededError extends ManualActionRequiredError {
  /** Name of the question at the desk. */
  readonly ask: string;

  constructor(reason: Reason, { ask = 'work', ...detail }: StepErrorDetail & { ask?: string } = {}) {
    super(reason, detail);
    this.ask = ask;
  }
}

/** Not a failure: somebody is at the mailbox now, and the state starts its step anew at once (guide 2-5). */
export class PersonIsReadyError extends StepError {}

/** A person at the desk gave the step back, with their reason. */
export class CannotBeDoneError extends StepError {}

/** The console refused the sign-in name or password. */
export class SignInRefusedError extends ManualActionRequiredError {}

/** A password or token that the step needs is not in the vault. */
export class CredentialsMissingError extends ManualActionRequiredError {}

/** The page is not the one we know: a label, row or dialog is missing or contradicts another. */
export class PageChangedError extends ManualActionRequiredError {}

/** The console answered a press that cannot be undone with words that nobody knows. */
export class UnknownAnswerError extends ManualActionRequiredError {}

/** Apex Central already answers to a Vision One console that is not the one we set up: a person may disconnect it there. */
export class ConnectedElsewhereError extends ManualActionRequiredError {}

/** A console shows another business or account than the tenant's: whatever is done there would be done to somebody else. */
export class OtherBusinessError extends StepError {}

/** Guide 1-1: the licence is expired, expires too soon, or is of a channel the vendor has not approved. */
export class LicenceNotReadyError extends StepError {}

/** Guide 1-2: the console's user accounts are not those of the row. */
export class AccountsDoNotMatchError extends StepError {}

/** The mail service did not take a mail; it may take it later. */
export class MailRefusedError extends StepError {}

/** Nobody entitled has consented to what cannot be undone. */
export class ConsentNotGivenError extends StepError {}

/** Somebody stopped the batch, or everything. */
export class StoppedError extends StepError {}

/** The plan changed after a point of no return had been passed for the old one. */
export class PlanChangedError extends StepError {}

/** Guide 2-12: the console was not provisioned within its deadline. */
export class ProvisioningOverdueError extends StepError {}

/** Guide 3-10, 3-11: the two consoles did not meet within their deadline. */
export class ConnectionOverdueError extends StepError {}

/** Guide 3-15: the vendor was not ready for a whole day. */
export class VendorNotReadyError extends StepError {}

/** Guide 3-16: the update was requested and nobody can say what became of it. Never "failed". */
export class UpdateStateUnknownError extends StepError {}

/** Guide 3-18: the console after the update does not show what it should. */
export class VerificationFailedError extends StepError {}

/** Whether a step gave up waiting for the vendor at a deadline of ours: the tenant is stuck, and nothing of it has failed. */
export function isOverdue(error: unknown): boolean {
  return [ProvisioningOverdueError, ConnectionOverdueError, UpdateStateUnknownError].some(
    (overdue) => error instanceof overdue,
  );
}

/**
 * Runs a change of a record that others write as well: again where one of them was faster, up to `tries` times in all, the last
 * refusal being the caller's. `run` reads the record anew each time.
 */
export async function againWhileStale<T>(tries: number, run: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await run();
    } catch (error) {
      if (!(error instanceof StaleRecordError) || attempt === tries) throw error;
    }
  }
}
