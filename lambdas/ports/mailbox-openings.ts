import type { MailboxOpening } from './mailbox.ts';

/**
 * Which tenants expect a verification mail, by address, and what has been seen of such mails.
 *
 * Promises: `open` replaces the tenant's earlier opening of that address; `at` gives the last opening of each tenant, also
 * of those whose time is over; `wasSeen` is true from `markSeen` on, for a day at least.
 */
export interface MailboxOpenings {
  open(opening: MailboxOpening): Promise<void>;
  at(address: string): Promise<MailboxOpening[]>;
  wasSeen(mark: string): Promise<boolean>;
  markSeen(mark: string, now: Date): Promise<void>;
}
