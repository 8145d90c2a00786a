import { isBelow } from './is-at-domain.ts';
import type { AuthenticationFindings } from './authentication-results.ts';
import type { Reason } from './statements/catalogue.ts';
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
 * Why this mail is not taken for one of the vendor's, in words that its sender has no part in; `undefined` when it is.
 * With an empty list of sender domains nobody is trusted, until a real mail has been seen.
 */
export function whyNotTrusted(mail: ReceivedMail, senderDomains: readonly string[], now: Date): Reason | undefined {
  const { spam, virus, spf, dkim, dmarc } = mail.verdicts;
  const domain = senderDomain(mail);
  if (domain === '') return { code: 'senderNotNamed' };
  const listed = senderDomains.filter((each) => isBelow(domain, each));
  if (listed.length === 0) return { code: 'senderNotListed' };
  if (virus !== 'PASS' || spam !== 'PASS') return { code: 'spamOrVirus' };
  if (spf !== 'pass' || dmarc.result !== 'pass') return { code: 'originNotProven', spf, dmarc: dmarc.result };
  if (dmarc.domain !== domain) return { code: 'dmarcOfAnother' };
  // A signature of another domain of the list says nothing about this sender.
  const isAligned = dkim.domains.some((signer) => listed.some((each) => isBelow(signer, each)));
  if (dkim.result !== 'pass' || !isAligned) return { code: 'notSigned', dkim: dkim.result };
  return whyNotOfNow(mail, now);
}

/** For the log and the journal: anyone who sent it chose the text. */
export function senderDomain({ from }: Pick<ReceivedMail, 'from'>): string {
  return oneLine(from.slice(from.lastIndexOf('@') + 1)).slice(0, 100);
}

/** Without these two nobody could tell a mail from the same one played again. */
function whyNotOfNow({ messageId, sentAt }: ReceivedMail, now: Date): Reason | undefined {
  if (messageId === undefined) return { code: 'mailWithoutId' };
  if (sentAt === undefined) return { code: 'mailWithoutDate' };
  const age = now.getTime() - sentAt.getTime();
  if (age > OLDEST) return { code: 'mailTooOld' };
  return age < -AHEAD ? { code: 'mailOfTheFuture' } : undefined;
}

/** The one address that it is for: a code is for one person, and goes where the mail itself says. */
export function addressOf({ to, deliveredTo }: ReceivedMail): string | undefined {
  const [address, ...others] = new Set(to);
  return others.length > 0 || (deliveredTo !== undefined && address !== deliveredTo) ? undefined : address;
}
