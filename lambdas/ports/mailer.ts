/** A mail as a person reads it; built in `domain/mails`. */
export interface Mail {
  to: string;
  subject: string;
  text: string;
  html: string;
  /** Whom it is about, where it goes to somebody outside: what the mail service says of it later finds its way by that. */
  tenantId?: string | undefined;
}

/**
 * Sends mails, each at most once.
 *
 * Promises: of all calls with the same `key` at most one sends; `sendOnce` answers whether this call sent; a mail that
 * the mail service refused outright may be tried again, one whose fate is unknown may not.
 */
export interface Mailer {
  sendOnce(key: string, mail: Mail): Promise<boolean>;
}
