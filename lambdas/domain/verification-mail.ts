/** A mail as it came in, as far as a verification code is concerned. */
export interface ReceivedMail {
  /** Address of the From header, lower case. */
  from: string;
  /** Addresses it was delivered to, lower case. */
  to: string[];
  subject: string;
  text: string;
  verdicts: MailVerdicts;
}

/** What the receiving mail service found; read from its own headers only, never from the sender's. */
export interface MailVerdicts {
  spam: string;
  virus: string;
  spf: string;
  /** With the domain that signed: a valid signature of somebody else proves nothing. */
  dkim: { result: string; domain: string };
  dmarc: string;
}

export interface FoundCode {
  prefix: string;
  code: string;
}

/**
 * Why this mail is not taken for one of the vendor's; `undefined` when it is. With an empty list of sender domains
 * nobody is trusted, until a real mail has been seen.
 */
export function whyNotTrusted({ from, verdicts }: ReceivedMail, senderDomains: readonly string[]): string | undefined {
  const { spam, virus, spf, dkim, dmarc } = verdicts;
  const domain = from.slice(from.lastIndexOf('@') + 1);
  const isListed = (name: string): boolean =>
    senderDomains.some((listed) => name === listed || name.endsWith(`.${listed}`));
  if (!isListed(domain)) return `its sender's domain ${domain} is not on the list`;
  if (virus !== 'PASS' || spam !== 'PASS') return 'it did not pass the checks for spam and viruses';
  if (spf !== 'pass' || dmarc !== 'pass') return `its origin is not proven (SPF ${spf}, DMARC ${dmarc})`;
  if (dkim.result !== 'pass' || !isListed(dkim.domain)) return `no domain on the list signed it (DKIM ${dkim.result})`;
  return undefined;
}

/** Three letters as the screen shows before its box (guide 2-6: `UPB`), then four to eight digits. */
const CODE = /(?<![A-Z0-9])([A-Z]{3})[\s:\-–]{0,3}(\d{4,8})(?!\d)/gu;

/** The verification code in the text; `undefined` where there is none, or more than one and nobody can say which. */
export function findCode({ text }: Pick<ReceivedMail, 'text'>): FoundCode | undefined {
  const found = new Map<string, FoundCode>();
  for (const [, prefix, code] of text.normalize('NFKC').matchAll(CODE)) {
    if (prefix !== undefined && code !== undefined) found.set(`${prefix} ${code}`, { prefix, code });
  }
  return found.size === 1 ? [...found.values()][0] : undefined;
}
