import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { ReceivedMail } from '../../domain/verification-mail.ts';
import type { ReceivedMails } from '../../ports/received-mails.ts';
import { parseMail } from '../mime/parse-mail.ts';

/** Bytes; the text of a mail stands before what is attached to it, and SES takes mails of 40 MB. */
const READ_OF_A_MAIL = 2 * 1024 * 1024;

/** Mails that SES put into S3, as they came; of a larger one the first two megabytes. */
export class S3ReceivedMails implements ReceivedMails {
  readonly #client: S3Client;

  constructor(client: S3Client) {
    this.#client = client;
  }

  async read({ bucket, key }: { bucket: string; key: string }): Promise<ReceivedMail> {
    const { Body } = await this.#client.send(
      new GetObjectCommand({ Bucket: bucket, Key: key, Range: `bytes=0-${String(READ_OF_A_MAIL - 1)}` }),
    );
    if (!Body) throw new Error(`s3://${bucket}/${key} has no body`);
    return parseMail(await Body.transformToByteArray());
  }
}
