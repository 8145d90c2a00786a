import type { ReceivedMail } from '../domain/verification-mail.ts';

/**
 * The mails that the deployment's receiving domain took in.
 *
 * Promises: `read` parses the mail of that object; it throws for an object that is gone.
 */
export interface ReceivedMails {
  read(object: { bucket: string; key: string }): Promise<ReceivedMail>;
}
