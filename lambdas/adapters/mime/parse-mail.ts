import { simpleParser, type AddressObject } from 'mailparser';
import type { ReceivedMail } from '../../domain/verification-mail.ts';
import { sesFindings } from './ses-findings.ts';

/**
 * Reads a mail as SES has put it into S3. mailparser, because it reads what Japanese senders write: ISO-2022-JP,
 * Shift_JIS, EUC-JP, and subjects whose encoded words are cut inside a character.
 */
export async function parseMail(raw: Uint8Array): Promise<ReceivedMail> {
  const mail = await simpleParser(Buffer.from(raw), { skipImageLinks: true, skipHtmlToText: false });
  const from = addressesIn(mail.from);
  // Two senders, or two From headers, are nobody in particular.
  const isFromOne = from.length === 1 && mail.headerLines.filter(({ key }) => key === 'from').length === 1;
  return {
    from: isFromOne ? (from[0] ?? '') : '',
    to: addressesIn(mail.to),
    ...(mail.messageId !== undefined && { messageId: mail.messageId }),
    ...(mail.date && !Number.isNaN(mail.date.getTime()) && { sentAt: mail.date }),
    subject: mail.subject ?? '',
    text: mail.text ?? '',
    ...sesFindings(mail.headerLines),
  };
}

function addressesIn(header: AddressObject | AddressObject[] | undefined): string[] {
  return [header ?? []]
    .flat()
    .flatMap(({ value }) => value)
    .flatMap(({ address }) => address?.toLowerCase() ?? []);
}
