import { s3Client } from '../adapters/s3/client.ts';
import { S3ReceivedMails } from '../adapters/s3/s3-received-mails.ts';
import type { ReceivedMails } from '../ports/received-mails.ts';

/** Apart from the other ports, because only one function reads mails and its parser is larger than all of them. */
export function receivedMailsOnAws(): ReceivedMails {
  return { read: (object) => new S3ReceivedMails(s3Client()).read(object) };
}
