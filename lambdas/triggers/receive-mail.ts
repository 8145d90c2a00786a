import * as z from 'zod';
import { packCode } from '../domain/verification-code.ts';
import { findCode, whyNotTrusted, type ReceivedMail } from '../domain/verification-mail.ts';
import type { MailboxOpening } from '../ports/mailbox.ts';
import type { ReceivedMails } from '../ports/received-mails.ts';
import { atFirstCall } from '../runtime/at-first-call.ts';
import type { LambdaHandler } from '../runtime/lambda.ts';
import { log } from '../runtime/logger.ts';
import { mailPortsOnAws, type MailPorts } from '../runtime/mail-ports-on-aws.ts';
import { receivedMailsOnAws } from '../runtime/received-mails-on-aws.ts';

const objectCreated = z.object({
  detail: z.object({ bucket: z.object({ name: z.string() }), object: z.object({ key: z.string() }) }),
});

/**
 * EventBridge "Object Created" of the mail bucket (SES -> S3): puts the verification code of guide 2-5 into the vault of
 * the one tenant that waits for it. Any other mail is kept where it is, for a person; the log says why, and nothing of
 * what it says.
 */
export const createHandler =
  (receivedMails: ReceivedMails) =>
  (ports: MailPorts): LambdaHandler =>
  async (event) => {
    const { bucket, object } = objectCreated.parse(event).detail;
    const mail = await receivedMails.read({ bucket: bucket.name, key: object.key });
    const meant = await whoIsMeant(ports, mail);
    if ('why' in meant) {
      log.warn('MAIL_KEPT', `A mail was kept for a person: ${meant.why}.`, { key: object.key });
      return { kept: meant.why };
    }
    const { tenantId } = meant.opening;
    const now = ports.clock.now();
    await ports.vault.seal(tenantId, `verification-code:${meant.prefix}`, packCode(meant.code, now));
    const what = `a verification code with the prefix ${meant.prefix} arrived`;
    await ports.tenants.append(tenantId, {
      at: now.toISOString(),
      by: 'receive-mail',
      step: 'ClaimPrimaryAccount',
      what,
    });
    return { tenantId };
  };

type Meant = { opening: MailboxOpening; prefix: string; code: string } | { why: string };

async function whoIsMeant({ mailboxOpenings, clock, settings }: MailPorts, mail: ReceivedMail): Promise<Meant> {
  const why = whyNotTrusted(mail, settings.codeSenderDomains);
  if (why) return { why };
  const found = findCode(mail);
  if (!found) return { why: 'it holds no verification code, or more than one' };
  const openings = (await Promise.all(mail.to.map((address) => mailboxOpenings.openAt(address, clock.now())))).flat();
  const [opening, ...others] = openings;
  if (!opening) return { why: 'nobody waits for a code at its address' };
  if (others.length > 0) return { why: 'more than one tenant waits for a code at its address' };
  return { opening, ...found };
}

export const handler = atFirstCall(() => createHandler(receivedMailsOnAws())(mailPortsOnAws()));
