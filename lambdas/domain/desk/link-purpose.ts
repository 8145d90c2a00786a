/** What whoever holds the link is asked for; a link for one lets nobody see or answer another. */
export type LinkPurpose =
  /** The approver: yes or no to what cannot be undone. */
  | 'consent'
  /** Whoever reads the mailbox of a primary address, or of a user's: be there for the code, and type it in. */
  | 'mailbox'
  /** An Apex Central user, or the customer's contact for all of them: whether the account has been upgraded. */
  | 'upgrade'
  /** The customer's contact: take over the primary account. */
  | 'hand-over'
  /** A stakeholder: read the completion report; nothing is asked. */
  | 'report';

/** What the link of a completion report names in place of a step: there is no task behind it. */
export const COMPLETION_REPORT = 'CompletionReport';
