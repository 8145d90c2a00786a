import { codesInText, type CodesInText, type FoundCode } from '../../domain/codes-in-text.ts';
import {
  codePurpose,
  MOST_HELD,
  packCode,
  packUnreadMail,
  unconfirmedPurpose,
  unreadPurpose,
} from '../../domain/verification-code.ts';
import { addressOf, senderDomain, whyNotTrusted, type ReceivedMail } from '../../domain/verification-mail.ts';
import type { Deed, Reason } from '../../domain/statements/catalogue.ts';
import { asText } from '../../domain/statements/statement.ts';
import type { Ports } from '../../ports/index.ts';
import type { MailboxOpening } from '../../ports/mailbox.ts';

export type CodePorts = Pick<Ports, 'mailboxOpenings' | 'vault' | 'tenants' | 'clock' | 'settings'>;

/** `kept`: why the mail was not taken, for the log. */
export type Taken = { tenantId: string } | { kept: string; tenantIds: string[] };

/** A verification mail has one code, and a footer a few numbers behind capitals; a mail with more is another one. */
const MOST_PREFIXES = 8;
/** Characters of a mail that a person is shown. */
const LONGEST_TEXT = 4_000;

/**
 * Puts the verification codes of a mail (guide 2-5) into the vault of the one tenant that waits for one, each under its
 * prefix, because the wizard asks by prefix; any other mail is refused. The journal of each tenant that it may concern says
 * which, once for each reason and opening, never what the mail says. One in which no code can be read is laid before a
 * person, as are all of them while no sender is believed. A mail that comes twice, as every event may, brings its code once.
 */
export async function takeCode(ports: CodePorts, mail: ReceivedMail): Promise<Taken> {
  const { mailboxOpenings, settings, clock } = ports;
  const now = clock.now();
  const address = addressOf(mail);
  const atAddress = await mailboxOpenings.at(address ?? mail.deliveredTo ?? '');
  const open = atAddress.filter(({ until }) => until > now);
  const waiting = open.length === 1 ? open[0] : undefined;
  const found = codesInText(`${mail.subject}\n${mail.text}`);
  const unreadable = whyUnreadable(found);
  const mark = `mail ${mail.messageId ?? ''}`;
  const misdirected = address === undefined ? ({ code: 'mailForOthersToo' } as const) : undefined;
  const untrusted: Reason | undefined =
    misdirected ??
    whyNotTrusted(mail, settings.codeSenderDomains, now) ??
    ((await mailboxOpenings.wasSeen(mark)) ? ({ code: 'mailSeenBefore' } as const) : undefined);
  const why = untrusted ?? unreadable ?? whyNobody(atAddress, open);
  if (why === undefined && waiting) {
    await take(ports, waiting, found.codes);
    // After the codes: a delivery that breaks off in between is repeated, and seals them again.
    await mailboxOpenings.markSeen(mark, now);
    return { tenantId: waiting.tenantId };
  }
  // Until a real mail has been seen nobody is believed: a person is shown what was found of this one.
  const isForAPerson = untrusted === undefined || settings.codeSenderDomains.length === 0;
  if (isForAPerson && waiting) await hold(ports, waiting, mail, found.codes, misdirected ?? unreadable);
  const concerned = open.length > 0 ? open : atAddress;
  const kept = why ?? ({ code: 'nobodyAwaitsCode' } as const);
  for (const opening of concerned) await noteRefusal(ports, opening, mail, kept);
  return { kept: asText(kept), tenantIds: concerned.map(({ tenantId }) => tenantId) };
}

function whyNobody(atAddress: readonly MailboxOpening[], open: readonly MailboxOpening[]): Reason | undefined {
  if (open.length > 1) return { code: 'severalAwaitCode' };
  if (open.length === 1) return undefined;
  return { code: atAddress.length > 0 ? 'nobodyAwaitsCodeAnyMore' : 'nobodyAwaitsCode' };
}

/** Whatever it has under other prefixes: the one that the wizard shows may be among those that cannot be read. */
function whyUnreadable({ codes, ambiguous }: CodesInText): Reason | undefined {
  if (codes.length > MOST_PREFIXES) return { code: 'mailWithManyCodes', codes: codes.length };
  if (codes.length > 0) return undefined;
  if (ambiguous.length === 0) return { code: 'mailWithoutCode' };
  return { code: 'mailCodesAmbiguous', prefixes: ambiguous.slice(0, MOST_PREFIXES) };
}

async function take(
  { vault, tenants, clock }: CodePorts,
  { tenantId }: MailboxOpening,
  codes: readonly FoundCode[],
): Promise<void> {
  const now = clock.now();
  for (const { prefix, code } of codes) await vault.seal(tenantId, codePurpose(prefix), packCode(code, now));
  const prefixes = codes.map(({ prefix }) => prefix).join(', ');
  const what: Deed = { code: 'verificationCodeArrived', prefix: prefixes };
  await tenants.append(tenantId, { at: now.toISOString(), by: BY, step: STEP, what });
}

async function hold(
  ports: CodePorts,
  opening: MailboxOpening,
  mail: ReceivedMail,
  codes: readonly FoundCode[],
  unreadable: Reason | undefined,
): Promise<void> {
  const { mailboxOpenings, vault, clock } = ports;
  const now = clock.now();
  for (let number = 1; number <= MOST_HELD; number++) {
    const mark = `held ${nameOf(opening)} ${String(number)}`;
    if (await mailboxOpenings.wasSeen(mark)) continue;
    await mailboxOpenings.markSeen(mark, now);
    const findings = findingsOf(mail);
    if (unreadable === undefined) {
      for (const { prefix, code } of codes)
        await vault.seal(opening.tenantId, unconfirmedPurpose(prefix), packCode(code, now, findings));
      return;
    }
    const [subject, text] = [mail.subject.slice(0, 200), mail.text.slice(0, LONGEST_TEXT)];
    const unread = { receivedAt: now.toISOString(), why: unreadable, findings, subject, text };
    await vault.seal(opening.tenantId, unreadPurpose(number), packUnreadMail(unread));
    return;
  }
}

/** What a person compares with what they know of the vendor. */
function findingsOf(mail: ReceivedMail): string {
  const { spam, virus, spf, dkim, dmarc } = mail.verdicts;
  const signers = dkim.domains.join(', ').slice(0, 200);
  return `From ${senderDomain(mail)}; SPF ${spf}; DKIM ${dkim.result} (${signers}); DMARC ${dmarc.result}; spam ${spam}; virus ${virus}`;
}

async function noteRefusal(ports: CodePorts, opening: MailboxOpening, mail: ReceivedMail, why: Reason): Promise<void> {
  const { mailboxOpenings, tenants, clock } = ports;
  const mark = `refused ${nameOf(opening)} ${why.code}`;
  if (await mailboxOpenings.wasSeen(mark)) return;
  const now = clock.now();
  await mailboxOpenings.markSeen(mark, now);
  await tenants.append(opening.tenantId, {
    at: now.toISOString(),
    by: BY,
    step: STEP,
    what: { code: 'mailNotTaken', address: opening.address, why } satisfies Deed,
    seen: {
      sender: senderDomain(mail),
      spf: mail.verdicts.spf,
      dkim: mail.verdicts.dkim.result,
      dmarc: mail.verdicts.dmarc.result,
    },
  });
}

const BY = 'receive-mail';
const STEP = 'ClaimPrimaryAccount';

function nameOf({ tenantId, until }: MailboxOpening): string {
  return `${tenantId} ${until.toISOString()}`;
}
