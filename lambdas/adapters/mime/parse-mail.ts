import { simpleParser, type AddressObject, type HeaderLines } from 'mailparser';
import type { ReceivedMail, MailVerdicts } from '../../domain/verification-mail.ts';
import { Parser } from 'htmlparser2';
import { NOTHING_FOUND, readAuthenticationResults } from '../../domain/authentication-results.ts';

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

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** Hours east of Greenwich: the names of RFC 5322 4.3, and JST, which is none of them but is written. */
const ZONES: Readonly<Record<string, number>> = {
  UT: 0,
  GMT: 0,
  Z: 0,
  EST: -5,
  EDT: -4,
  CST: -6,
  CDT: -5,
  MST: -7,
  MDT: -6,
  PST: -8,
  PDT: -7,
  JST: 9,
};
const DATE =
  /^(?:[a-z]{3}\s*,)?\s*(\d{1,2})\s+([a-z]{3})\s+(\d{2,4})\s+(\d{1,2})\s*:\s*(\d{2})(?:\s*:\s*(\d{2}))?\s+([+-]\d{4}|[a-z]{1,5})$/iu;

/**
 * The instant of a Date header (RFC 5322 3.3, and the older forms of 4.3: spaces around colons, years of two digits, names
 * of zones, comments). Undefined where it cannot be read: mailparser 3.14 gives the present instead, and an old mail would
 * look fresh.
 */
function dateOfHeader(value: string): Date | undefined {
  const fields = DATE.exec(
    value
      .replace(/\([^()]*\)/gu, ' ')
      .replace(/\s+/gu, ' ')
      .trim(),
  );
  if (!fields) return undefined;
  const [, day = '', month = '', year = '', hour = '', minute = '', second = '0', zone = ''] = fields;
  const offset = minutesOf(zone);
  const monthIndex = MONTHS.indexOf(month.toLowerCase());
  if (offset === undefined || monthIndex === -1) return undefined;
  const whole = [Number(yearOf(year)), monthIndex, Number(day), Number(hour), Number(minute), Number(second)] as const;
  const local = new Date(Date.UTC(...whole));
  // 31 February and 25:00 are another day.
  if (local.getUTCDate() !== whole[2] || local.getUTCHours() !== whole[3] || local.getUTCMinutes() !== whole[4])
    return undefined;
  return new Date(local.getTime() - offset * 60_000);
}

function yearOf(digits: string): number {
  const year = Number(digits);
  if (digits.length >= 4) return year;
  return digits.length === 3 || year >= 50 ? 1900 + year : 2000 + year;
}

/** A letter alone was used with both signs, and means nothing (RFC 5322 4.3): such a mail does not say when it was sent. */
function minutesOf(zone: string): number | undefined {
  const [, sign, hours, minutes] = /^([+-])(\d{2})(\d{2})$/u.exec(zone) ?? [];
  if (sign !== undefined) return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
  const named = ZONES[zone.toUpperCase()];
  return named === undefined ? undefined : named * 60;
}

/** Elements that end a line before and after them: a code in one cell and a number in the next are two. */
const BLOCKS = new Set(
  'address article aside blockquote br caption center dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tbody td tfoot th thead title tr ul'.split(
    ' ',
  ),
);
const NOT_READ = new Set(['script', 'style', 'template', 'noscript']);

/**
 * The text of an HTML mail: cells, rows, headings and paragraphs on lines of their own, letters as they were sent. (The text
 * that mailparser 3.14 makes joins the cells of a table, and writes headings in capitals.)
 */
function textOfHtml(html: string): string {
  let text = '';
  let unread = 0;
  const parser = new Parser({
    onopentag: (name) => {
      if (NOT_READ.has(name)) unread++;
      if (BLOCKS.has(name)) text += '\n';
    },
    ontext: (part) => {
      // A line break of the source is a space of the page.
      if (unread === 0) text += part.replace(/\s+/gu, ' ');
    },
    onclosetag: (name) => {
      if (NOT_READ.has(name)) unread--;
      if (BLOCKS.has(name)) text += '\n';
    },
  });
  parser.end(html);
  return text
    .replace(/ *\n */gu, '\n')
    .replace(/\n{2,}/gu, '\n')
    .trim();
}

const ESCAPED_JAPANESE = /\u001b(?:\$[@B]|\([BIJ])/u;

/** ISO-2022-JP is ASCII to a reader who was told no charset: its escape sequences are still there. */
function decodeEscaped(text: string): string {
  return ESCAPED_JAPANESE.test(text) ? new TextDecoder('iso-2022-jp').decode(Buffer.from(text, 'latin1')) : text;
}

/** The name under which SES writes its findings into a mail; headers of any other name are the sender's own. */
const RECEIVER = 'amazonses.com';
/** What SES puts before its Authentication-Results; anything else there means that the block is not SES's. */
const BEFORE_IT = /^(?:return-path|received|received-spf|x-ses-[a-z-]+)$/u;

interface SesFindings {
  verdicts: MailVerdicts;
  /** Whom the mail was delivered to: the address that the sending server gave, lower case. */
  deliveredTo?: string;
}

/**
 * What SES found, from its own headers only: they stand on top of the mail in one block that ends with its
 * Authentication-Results. What stands below is the sender's, also when it has the same names; a name that comes twice, or
 * a foreign one in between, means that the block is not as SES writes it, and nothing is believed.
 */
function sesFindings(lines: HeaderLines): SesFindings {
  const end = lines.findIndex(({ key }) => key === 'authentication-results');
  const block = lines.slice(0, end + 1);
  const names = block.map(({ key }) => key);
  const results = valueOf(block.at(-1)?.line);
  const [writer = '', ...clauses] = results.split(';');
  const isOurs =
    names.slice(0, -1).every((name) => BEFORE_IT.test(name)) &&
    new Set(names).size === names.length &&
    writer.trim().toLowerCase() === RECEIVER;
  if (!isOurs) return { verdicts: { spam: 'none', virus: 'none', ...NOTHING_FOUND } };
  const verdict = (name: string): string => valueOf(block.find(({ key }) => key === name)?.line) || 'none';
  // The last of them: what stands before it is the greeting of the sending server.
  const deliveredTo = /^.*\bfor <?([^\s<>;]+@[^\s<>;]+)>?;/u.exec(verdict('received'))?.[1]?.toLowerCase();
  return {
    verdicts: {
      spam: verdict('x-ses-spam-verdict'),
      virus: verdict('x-ses-virus-verdict'),
      ...readAuthenticationResults(clauses.join(';')),
    },
    ...(deliveredTo !== undefined && { deliveredTo }),
  };
}

/** The value of a header line: unfolded, without the name before the colon. */
function valueOf(line = ''): string {
  return line
    .slice(line.indexOf(':') + 1)
    .replace(/\s+/gu, ' ')
    .trim();
}
