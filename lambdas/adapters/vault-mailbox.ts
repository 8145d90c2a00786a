import type { Clock } from '../ports/clock.ts';
import type { CodeRequest, Mailbox, MailboxOpening } from '../ports/mailbox.ts';
import type { MailboxOpenings } from '../ports/mailbox-openings.ts';
import { HandOverNeededError } from '../domain/errors.ts';
import type { Secret } from '../domain/secret.ts';
import { unpackCode } from '../domain/verification-code.ts';
import type { Vault } from '../ports/vault.ts';

/** How often the vault is asked, in milliseconds: mails take seconds, and the wizard waits ten minutes. */
const LOOK_AGAIN = 2_000;

export interface VaultMailboxParts {
  vault: Vault;
  openings: MailboxOpenings;
  clock: Clock;
  /** Whether mails to this address come to us. */
  receives: (address: string) => boolean;
}

/**
 * The mailboxes of this deployment's receiving domain: `receive-mail` has put the code into the vault, or will.
 *
 * A code is taken out when it is given, so that none is used twice.
 */
export class VaultMailbox implements Mailbox {
  readonly #parts: VaultMailboxParts;

  constructor(parts: VaultMailboxParts) {
    this.#parts = parts;
  }

  /** Before the wizard is opened: nobody waits ten minutes for a mail that goes to somebody else. */
  async open(opening: MailboxOpening): Promise<void> {
    const { openings, receives } = this.#parts;
    if (!receives(opening.address)) {
      throw new HandOverNeededError(
        `the verification code goes to ${opening.address}, which is not ours to read: whoever owns the mailbox has to do this step`,
        { guideStep: '2-5' },
      );
    }
    await openings.open(opening);
  }

  async waitForCode({ tenantId, prefix, requestedAt, waitMilliseconds }: CodeRequest): Promise<Secret | undefined> {
    const { vault, clock } = this.#parts;
    const purpose = `verification-code:${prefix}` as const;
    const deadline = clock.now().getTime() + waitMilliseconds;
    for (;;) {
      const sealed = await vault.open(tenantId, purpose);
      if (sealed) {
        await vault.destroy(tenantId, purpose);
        const { code, receivedAt } = unpackCode(sealed);
        if (receivedAt >= requestedAt) return code;
      }
      const left = deadline - clock.now().getTime();
      if (left <= 0) return undefined;
      await clock.sleep(Math.min(LOOK_AGAIN, left));
    }
  }
}
