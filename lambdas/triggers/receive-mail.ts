import * as z from '../domain/zod.ts';
import type { ReceivedMails } from '../ports/received-mails.ts';
import type { LambdaHandler } from '../runtime/lambda.ts';
import { log } from '../runtime/logger.ts';
import { onAws } from '../runtime/on-aws.ts';
import { mailboxOpenings, tenants, vault } from '../runtime/ports-on-aws.ts';
import { receivedMailsOnAws } from '../runtime/received-mails-on-aws.ts';
import { takeCode, type CodePorts } from '../steps/shared/take-code.ts';

const objectCreated = z.object({
  detail: z.object({ bucket: z.object({ name: z.string() }), object: z.object({ key: z.string() }) }),
});

/**
 * EventBridge "Object Created" of the mail bucket (SES -> S3): gives the verification code of guide 2-5 to the one tenant
 * that waits for it. Any other mail is kept where it is, for a person; the log says why, and nothing of what it says.
 */
export const createHandler =
  (receivedMails: ReceivedMails) =>
  (ports: CodePorts): LambdaHandler =>
  async (event) => {
    const { bucket, object } = objectCreated.parse(event).detail;
    const taken = await takeCode(ports, await receivedMails.read({ bucket: bucket.name, key: object.key }));
    if ('kept' in taken) {
      const { kept, tenantIds } = taken;
      log.warn('MAIL_KEPT', `A mail was kept for a person: ${kept}.`, {
        key: object.key,
        tenantId: tenantIds.join(' '),
      });
      return { kept };
    }
    return taken;
  };

export const handler = onAws((ports) => createHandler(receivedMailsOnAws())(ports), {
  mailboxOpenings,
  tenants,
  vault,
});
