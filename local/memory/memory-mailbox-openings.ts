import type { MailboxOpening } from '../../lambdas/ports/mailbox.ts';
import type { MailboxOpenings } from '../../lambdas/ports/mailbox-openings.ts';

/** Openings of mailboxes in this process, for tests and simulations. */
export class MemoryMailboxOpenings implements MailboxOpenings {
  readonly #byAddress = new Map<string, Map<string, MailboxOpening>>();

  async open(opening: MailboxOpening): Promise<void> {
    const address = opening.address.toLowerCase();
    const ofAddress = this.#byAddress.get(address) ?? new Map<string, MailboxOpening>();
    this.#byAddress.set(address, ofAddress.set(opening.tenantId, { ...opening }));
  }

  async openAt(address: string, now: Date): Promise<MailboxOpening[]> {
    const openings = [...(this.#byAddress.get(address.toLowerCase())?.values() ?? [])];
    return openings.filter(({ until }) => until > now);
  }
}
