/**
 * Every mail of the product. A builder is pure: `(input, signatory) => { to, subject, text, html }`, where `signatory`
 * is the settings; to sign with the ticket of one batch, pass `{ ...settings, operatorTicket }`. Send the answer
 * through the port `Mailer` under a key of its own.
 *
 * To people outside, in the language of the row:
 *
 * | builder | to | when |
 * |---|---|---|
 * | `completionMail` | each stakeholder | the tenant is migrated |
 * | `finalPressNoticeMail` | each stakeholder | 3 days, 1 day, 1 hour before the final press (`NOTICES`) |
 * | `consentRequestMail` | the approver | `AskForConsent`; again with `reminder` |
 * | `consentCodeMail` | the approver | at the moment of answering |
 * | `consentReaddressedMail` | the former approver | somebody else is asked |
 * | `mailboxTaskMail` | anyone who reads the primary address | before the code is sent (`ready`), after it (`code`) |
 * | `userUpgradeMail` | one Apex Central user | after the migration; again after `USER_REMINDERS` days |
 * | `usersUpgradeForContactMail` | the tenant's contact, instead of the users | the same |
 * | `handOverRequestMail` | the contact | the primary account can be taken over; again with `reminder` |
 * | `handOverCodeMail` | the contact who wants to see the password | at that moment |
 * | `handedOverMail` | each stakeholder | it was taken over |
 * | `receiptMail` | anyone who has answered by a link | at once |
 *
 * To the operator, in the operator's language:
 *
 * | builder | when |
 * |---|---|
 * | `releaseNeededMail` | a batch waits for its release; again with `reminder` |
 * | `deskTaskMail` | a step waits for a person at the desk; again with `waitedFor` |
 * | `deskTasksMail` | the same of several steps at once, whatever their number |
 * | `failuresMail` | at most once a day for each batch: who stopped, by reason (`steps/shared/email-failures.ts` sends it) |
 * | `undeliveredMail` | a mail to somebody outside did not arrive, and its answer is waited for |
 * | `needsAttentionMail` | a tenant stopped after its batch had ended |
 * | `handOverOpenMail` | the customer was asked to take the primary account over, and let the time pass |
 * | `breakerTrippedMail` | once for each trip of the circuit breaker |
 * | `pilotEndedMail` | the tenants that went ahead of their batch have ended |
 * | `batchMail`, `unreadBatchMail` | once for each batch: finished, refused, stopped |
 */
export { batchMail, unreadBatchMail, type BatchEnd } from './batch-mail.ts';
export { breakerTrippedMail, type BreakerTripped } from './breaker-mail.ts';
export { completionMail, type Completion } from './completion-mail.ts';
export {
  consentCodeMail,
  consentReaddressedMail,
  consentRequestMail,
  type ConsentCode,
  type ConsentReaddressed,
  type ConsentRequest,
} from './consent-mails.ts';
export { deskTaskMail, mailboxTaskMail, type DeskTaskNotice, type MailboxTask } from './desk-mails.ts';
export { deskTasksMail, type DeskTasks, type WaitingTask } from './desk-tasks-mail.ts';
export { failuresMail, type Failures } from './failures-mail.ts';
export { finalPressNoticeMail, type FinalPressNotice } from './final-press-notice-mail.ts';
export {
  handedOverMail,
  handOverCodeMail,
  handOverRequestMail,
  type HandedOver,
  type HandOverCode,
  type HandOverRequest,
} from './hand-over-mails.ts';
export { handOverOpenMail, type HandOverOpen } from './hand-over-open-mail.ts';
export { needsAttentionMail } from './needs-attention-mail.ts';
export { receiptMail, type AnswerReceipt } from './receipt-mail.ts';
export { pilotEndedMail, type PilotEnded } from './pilot-ended-mail.ts';
export { releaseNeededMail, type ReleaseRequest } from './release-mail.ts';
export {
  userUpgradeMail,
  usersUpgradeForContactMail,
  USER_REMINDERS,
  type UserReminder,
  type UserUpgradeRequest,
  type UsersUpgradeRequest,
} from './user-mails.ts';
export { undeliveredMail, type UndeliveredAbout } from './undelivered-mail.ts';
