import { simpleParser, type AddressObject } from 'mailparser';
import type { ReceivedMail } from '../../domain/verification-mail.ts';
import { dateOfHeader } from './header-date.ts';
import { decodeEscaped, textOfHtml } from './mail-text.ts';
import { sesFindings, valueOf } from './ses-findings.ts';

/**
 * Reads a mail as SES has put it into S3. mailparser, because it reads what Japanese senders write: ISO-2022-JP,
 * Shift_JIS, EUC-JP, and subjects whose encoded words are cut inside a character. Its date and its text of HTML are not
 * used: see `dateOfHeader` and `textOfHtml`.
 */
export async function parseMail(raw: Uint8Array): Promise<ReceivedMail> {
  const mail = await simpleParser(Buffer.from(raw), {
    skipImageLinks: true,
    skipHtmlToText: true,
    skipTextLinks: true,
    skipTextToHtml: true,
  });
  const from = addressesIn(mail.from);
  // Two senders, or two From headers, are nobody in particular.
  const isFromOne = from.length === 1 && mail.headerLines.filter(({ key }) => key === 'from').length === 1;
  const dates = mail.headerLines.filter(({ key }) => key === 'date');
  const sentAt = dates.length === 1 ? dateOfHeader(valueOf(dates[0]?.line)) : undefined;
  return {
    from: isFromOne ? (from[0] ?? '') : '',
    to: addressesIn(mail.to),
    ...(mail.messageId !== undefined && { messageId: mail.messageId }),
    ...(sentAt && { sentAt }),
    subject: decodeEscaped(mail.subject ?? ''),
    // Both: the text beside HTML may say no more than that HTML is needed.
    text: [mail.text ?? '', mail.html ? textOfHtml(mail.html) : '']
      .map(decodeEscaped)
      .filter((text) => text.trim() !== '')
      .join('\n\n'),
    ...sesFindings(mail.headerLines),
  };
}

function addressesIn(header: AddressObject | AddressObject[] | undefined): string[] {
  return [header ?? []]
    .flat()
    .flatMap(({ value }) => value)
    .flatMap(({ address }) => address?.toLowerCase() ?? []);
}
