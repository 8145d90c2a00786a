import type { MailboxOpening } from './mailbox.ts';

/**
 * Which tenants expect a verification mail, by address.
 *
 * Promises: `open` replaces the tenant's earlier opening of that address; `openAt` gives those whose time is not over.
 */
export interface MailboxOpenings {
  open(opening: MailboxOpening): Promise<void>;
  openAt(address: string, now: Date): Promise<MailboxOpening[]>;
}
