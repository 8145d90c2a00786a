import * as z from '../domain/zod.ts';
import { saidByServer, type Fate, type Undelivered } from '../domain/undelivered.ts';
import { log } from '../runtime/logger.ts';
import { onAws } from '../runtime/on-aws.ts';
import { batches, desk, links, mailer, tenants } from '../runtime/ports-on-aws.ts';
import type { CreateHandler } from '../runtime/step-handler.ts';
import { noteUndelivered, type UndeliveredPorts } from '../steps/shared/note-undelivered.ts';

const recipients = z.array(z.object({ emailAddress: z.string(), diagnosticCode: z.optional(z.string()) }));
const tag = z.optional(z.array(z.string()));

/** As SES tells EventBridge, as far as it is asked. */
const feedback = z.object({
  time: z.iso.datetime(),
  detail: z.object({
    mail: z.object({ destination: z.array(z.string()), tags: z.object({ tenant: tag, kind: tag }) }),
    bounce: z.optional(z.object({ bounceType: z.string(), bouncedRecipients: recipients })),
    complaint: z.optional(z.object({ complainedRecipients: recipients })),
    reject: z.optional(z.object({ reason: z.string() })),
  }),
});

/**
 * EventBridge "Email Bounced", "Email Complaint Received", "Email Rejected" of SES: puts it on record with the tenant that
 * the mail was about, and before the operator where somebody waits for its answer. Mails to the operator are about no
 * tenant: the log, and the alarm on the rate, are theirs.
 */
export const createHandler: CreateHandler<UndeliveredPorts> = (ports) => async (event) => {
  const { time, detail } = feedback.parse(event);
  const [tenantId] = detail.mail.tags.tenant ?? [];
  const [kind = ''] = detail.mail.tags.kind ?? [];
  for (const { to, fate, said } of whatHappened(detail)) {
    log.warn('MAIL_UNDELIVERED', `A mail did not reach its reader: ${fate}.`, {
      ...(tenantId && { tenantId }),
      key: kind,
    });
    if (tenantId === undefined) continue;
    await noteUndelivered(ports, {
      tenantId,
      to,
      kind,
      fate,
      said: saidByServer(said),
      at: new Date(time).toISOString(),
    });
  }
  return {};
};

function whatHappened({
  mail,
  bounce,
  complaint,
  reject,
}: z.infer<typeof feedback>['detail']): Pick<Undelivered, 'to' | 'fate' | 'said'>[] {
  const to = (each: z.infer<typeof recipients>[number], fate: Fate) => ({
    ...{ to: each.emailAddress.toLowerCase(), fate, said: each.diagnosticCode ?? '' },
  });
  if (bounce) {
    const fate = bounce.bounceType === 'Transient' ? 'bouncedForNow' : 'bounced';
    return bounce.bouncedRecipients.map((each) => to(each, fate));
  }
  if (complaint) return complaint.complainedRecipients.map((each) => to(each, 'complained'));
  return mail.destination.map((emailAddress) =>
    to({ emailAddress, ...(reject && { diagnosticCode: reject.reason }) }, 'rejected'),
  );
}

export const handler = onAws(createHandler, { batches, desk, links, mailer, tenants });
