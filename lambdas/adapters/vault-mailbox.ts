import type { Clock } from '../ports/clock.ts';
import type { CodeRequest, Mailbox, MailboxOpening } from '../ports/mailbox.ts';
import type { MailboxOpenings } from '../ports/mailbox-openings.ts';
import type { MailboxReader } from '../ports/mailbox-reader.ts';
import { READY } from '../domain/mailbox-answers.ts';
import { ManualActionRequiredError, PersonNeededError } from '../domain/errors.ts';
import type { Secret } from '../domain/secret.ts';
import { codePurpose, unpackCode } from '../domain/verification-code.ts';
import type { Vault } from '../ports/vault.ts';

/** How often the vault is asked, in milliseconds: mails take seconds, and the wizard waits ten minutes. */
const LOOK_AGAIN = 2_000;

export interface VaultMailboxParts {
  vault: Vault;
  openings: MailboxOpenings;
  clock: Clock;
  /** Whether mails to this address come to us. */
  receives: (address: string) => boolean;
  /** Whether any sender is believed: until then a person at the desk says of each mail whether it is the vendor's. */
  believes: boolean;
  /** Who types in the codes that go elsewhere, or says which mail to believe. */
  reader?: MailboxReader;
}

/**
 * The mailboxes of this deployment's receiving domain: `receive-mail` has put the code into the vault, or will. A code
 * that goes elsewhere is put there by a person who reads that mailbox, once they have said that they are there.
 *
 * A code is taken out when it is given, so that none is used twice.
 */
export class VaultMailbox implements Mailbox {
  readonly #parts: VaultMailboxParts;

  constructor(parts: VaultMailboxParts) {
    this.#parts = parts;
  }

  /** Before the wizard is opened: nobody waits ten minutes for a mail that goes to somebody who is not there. */
  async open(opening: MailboxOpening): Promise<void> {
    const { openings, receives, reader } = this.#parts;
    const { tenantId, address } = opening;
    if (this.#needsReader(address)) {
      const isThere = await reader?.isThere(tenantId);
      if (isThere !== 'yes') throw this.#whoHasToBeThere(address, isThere);
    }
    if (receives(address)) await openings.open(opening);
  }

  async waitForCode(request: CodeRequest): Promise<Secret | undefined> {
    const { tenantId, address, prefix, requestedAt, waitMilliseconds } = request;
    const { vault, clock, reader } = this.#parts;
    if (this.#needsReader(address)) await reader?.show(tenantId, prefix);
    const purpose = codePurpose(prefix);
    const deadline = clock.now().getTime() + waitMilliseconds;
    for (;;) {
      const sealed = await vault.open(tenantId, purpose);
      if (sealed) {
        await vault.destroy(tenantId, purpose);
        const { code, receivedAt } = unpackCode(sealed);
        if (receivedAt >= requestedAt) return code;
      }
      const left = deadline - clock.now().getTime();
      if (left <= 0) break;
      await clock.sleep(Math.min(LOOK_AGAIN, left));
    }
    const isThere = this.#needsReader(address) ? await reader?.isThere(tenantId) : undefined;
    // The one who was there has gone; they are asked again, and the wizard is not kept open for nobody.
    if (isThere === 'asked' || isThere === 'enough') throw this.#whoHasToBeThere(address, isThere);
    return undefined;
  }

  #needsReader(address: string): boolean {
    return !this.#parts.receives(address) || !this.#parts.believes;
  }

  #whoHasToBeThere(address: string, isThere: 'asked' | 'enough' | undefined): ManualActionRequiredError {
    const code = this.#parts.receives(address) ? 'senderNotBelieved' : 'mailboxNotOurs';
    return isThere === 'asked'
      ? new PersonNeededError({ code, address, needs: 'presence' }, { ask: READY, guideStep: '2-5' })
      : new ManualActionRequiredError({ code, address, needs: 'work' }, { guideStep: '2-5' });
  }
}
