import type { MailboxOpening } from '../../lambdas/ports/mailbox.ts';
import type { MailboxOpenings } from '../../lambdas/ports/mailbox-openings.ts';

/** Openings of mailboxes in this process, for tests and simulations. */
export class MemoryMailboxOpenings implements MailboxOpenings {
  readonly #byAddress = new Map<string, Map<string, MailboxOpening>>();
  readonly #seen = new Set<string>();

  async open(opening: MailboxOpening): Promise<void> {
    const address = opening.address.toLowerCase();
    const ofAddress = this.#byAddress.get(address) ?? new Map<string, MailboxOpening>();
    this.#byAddress.set(address, ofAddress.set(opening.tenantId, { ...opening }));
  }

  async at(address: string): Promise<MailboxOpening[]> {
    return [...(this.#byAddress.get(address.toLowerCase())?.values() ?? [])];
  }

  async wasSeen(mark: string): Promise<boolean> {
    return this.#seen.has(mark);
  }

  async markSeen(mark: string): Promise<void> {
    this.#seen.add(mark);
  }
}
