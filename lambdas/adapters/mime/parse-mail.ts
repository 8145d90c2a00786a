import { simpleParser, type AddressObject, type HeaderLines } from 'mailparser';
import type { MailVerdicts, ReceivedMail } from '../../domain/verification-mail.ts';

/** The name under which SES writes its findings into a mail; headers of any other name are the sender's own. */
const RECEIVER = 'amazonses.com';

/**
 * Reads a mail as SES has put it into S3. mailparser, because it reads what Japanese senders write: ISO-2022-JP,
 * Shift_JIS, and subjects whose encoded words are cut inside a character.
 */
export async function parseMail(raw: Uint8Array): Promise<ReceivedMail> {
  const mail = await simpleParser(Buffer.from(raw), { skipImageLinks: true, skipHtmlToText: false });
  return {
    from: addressesIn(mail.from)[0] ?? '',
    to: addressesIn(mail.to),
    subject: mail.subject ?? '',
    text: mail.text ?? '',
    verdicts: verdictsIn(mail.headerLines),
  };
}

function addressesIn(header: AddressObject | AddressObject[] | undefined): string[] {
  return [header ?? []]
    .flat()
    .flatMap(({ value }) => value)
    .flatMap(({ address }) => address?.toLowerCase() ?? []);
}

/** SES adds its headers at the top; the first of each name is its own, whatever the sender wrote further down. */
function verdictsIn(lines: HeaderLines): MailVerdicts {
  const first = (name: string): string => {
    const line = lines.find(({ key }) => key === name)?.line ?? '';
    return line
      .slice(line.indexOf(':') + 1)
      .replace(/\s+/gu, ' ')
      .trim();
  };
  const results = first('authentication-results');
  const isOurs = results.startsWith(RECEIVER);
  const result = (method: string): string =>
    (isOurs && new RegExp(`\\b${method}=(\\w+)`, 'u').exec(results)?.[1]?.toLowerCase()) || 'none';
  return {
    spam: first('x-ses-spam-verdict'),
    virus: first('x-ses-virus-verdict'),
    spf: result('spf'),
    dkim: { result: result('dkim'), domain: isOurs ? signerIn(results) : '' },
    dmarc: result('dmarc'),
  };
}

function signerIn(results: string): string {
  return (/header\.[di]=@?([\w.-]+)/u.exec(results)?.[1] ?? '').toLowerCase();
}
