import type { Secret } from '../domain/secret.ts';

/** Where a verification mail is about to go, and until when it may come. */
export interface MailboxOpening {
  tenantId: string;
  address: string;
  /** Later mails are nobody's. */
  until: Date;
}

/** Which verification mail is meant: the one with this prefix, to this address, sent after the request. */
export interface CodeRequest {
  tenantId: string;
  address: string;
  prefix: string;
  requestedAt: Date;
  /** How long to wait for it, in milliseconds. */
  waitMilliseconds: number;
}

/**
 * The mailbox of a new primary address (guide 2-5).
 *
 * Promises: a code is given only to the tenant that opened the mailbox for its address before the mail came; never one
 * of another address, another prefix or an earlier request; `undefined` when none came in time.
 */
export interface Mailbox {
  /** Called before the console is asked to send a code, so that no mail comes too early. */
  open(opening: MailboxOpening): Promise<void>;
  waitForCode(request: CodeRequest): Promise<Secret | undefined>;
}
