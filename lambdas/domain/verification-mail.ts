import { isBelow } from './is-at-domain.ts';
import type { AuthenticationFindings } from './authentication-results.ts';
import { oneLine } from './one-line.ts';

/** A mail as it came in, as far as a verification code is concerned. */
export interface ReceivedMail {
  /** The one address of the one From header, lower case; empty where there are more. */
  from: string;
  /** Addresses of the To header, lower case. */
  to: string[];
  /** Whom it was delivered to, where the receiving mail service says so. */
  deliveredTo?: string;
  messageId?: string;
  /** Of the Date header. */
  sentAt?: Date;
  subject: string;
  text: string;
  verdicts: MailVerdicts;
}

/** What the receiving mail service found; read from its own headers only, never from the sender's. */
export interface MailVerdicts extends AuthenticationFindings {
  spam: string;
  virus: string;
}

const MINUTE = 60_000;
/** A wizard waits ten minutes for its code: an older mail is of an earlier request, or played again. */
const OLDEST = 15 * MINUTE;
/** Clocks differ by so much. */
const AHEAD = 5 * MINUTE;

/**
 * Why this mail is not taken for one of the vendor's, in words that its sender has no part in; `undefined` when it is. With an empty list of sender domains
 * nobody is trusted, until a real mail has been seen.
 */
export function whyNotTrusted(mail: ReceivedMail, senderDomains: readonly string[], now: Date): string | undefined {
  const { spam, virus, spf, dkim, dmarc } = mail.verdicts;
  const domain = senderDomain(mail);
  if (domain === '') return 'it does not name one sender';
  const listed = senderDomains.filter((each) => isBelow(domain, each));
  if (listed.length === 0) return "its sender's domain is not on the list";
  if (virus !== 'PASS' || spam !== 'PASS') return 'it did not pass the checks for spam and viruses';
  if (spf !== 'pass' || dmarc.result !== 'pass') return `its origin is not proven (SPF ${spf}, DMARC ${dmarc.result})`;
  if (dmarc.domain !== domain) return 'DMARC passed for another domain than its sender';
  // A signature of another domain of the list says nothing about this sender.
  const isAligned = dkim.domains.some((signer) => listed.some((each) => isBelow(signer, each)));
  if (dkim.result !== 'pass' || !isAligned) return `no domain on the list signed it (DKIM ${dkim.result})`;
  return whyNotOfNow(mail, now);
}

/** For the log and the journal: whoever sent it chose the text. */
export function senderDomain({ from }: Pick<ReceivedMail, 'from'>): string {
  return oneLine(from.slice(from.lastIndexOf('@') + 1)).slice(0, 100);
}

/** Without these two nobody could tell a mail from the same one played again. */
function whyNotOfNow({ messageId, sentAt }: ReceivedMail, now: Date): string | undefined {
  if (messageId === undefined) return 'it has no Message-ID';
  if (sentAt === undefined) return 'it does not say when it was sent';
  const age = now.getTime() - sentAt.getTime();
  if (age > OLDEST) return 'it was sent more than a quarter of an hour ago, for an earlier request';
  return age < -AHEAD ? 'it says that it was sent in the future' : undefined;
}

/** The one address that it is for: a code is for one person, and goes where the mail itself says. */
export function addressOf({ to, deliveredTo }: ReceivedMail): string | undefined {
  const [address, ...others] = new Set(to);
  return others.length > 0 || (deliveredTo !== undefined && address !== deliveredTo) ? undefined : address;
}
