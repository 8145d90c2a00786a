import { Secret } from '../../domain/secret.ts';
import type { Clock } from '../../ports/clock.ts';
import type { CodeRequest, Mailbox } from '../../ports/mailbox.ts';
import type { CodeMail, CodeMails } from '../../simulated-vendor/code-mails.ts';

/** How often a mailbox is looked into for a mail that nobody has sent yet. */
const LOOK_AGAIN = 5_000;

/** The mailbox of a new address, fed by the simulated vendor; waits on the clock until the mail has arrived. */
export function scriptedMailbox(mails: Pick<CodeMails, 'to'>, clock: Clock): Mailbox {
  return {
    // The vendor's own list of mails says whose each one is.
    open: () => Promise.resolve(),
    waitForCode: async (request) => {
      const deadline = clock.now().getTime() + request.waitMilliseconds;
      for (;;) {
        const now = clock.now().getTime();
        const mail = mails.to(request.address).find((candidate) => isMeant(candidate, request));
        if (mail && mail.arrivesAt.getTime() <= now) return new Secret(mail.code);
        if (now >= deadline) return undefined;
        await clock.sleep(Math.min(mail ? mail.arrivesAt.getTime() - now : LOOK_AGAIN, deadline - now));
      }
    },
  };
}

function isMeant(mail: CodeMail, { tenantId, prefix, requestedAt }: CodeRequest): boolean {
  return mail.tenantId === tenantId && mail.prefix === prefix && mail.sentAt.getTime() >= requestedAt.getTime();
}
