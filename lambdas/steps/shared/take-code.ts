import { codePurpose, packCode, unconfirmedPurpose } from '../../domain/verification-code.ts';
import {
  addressOf,
  findCode,
  senderDomain,
  whyNotTrusted,
  type FoundCode,
  type ReceivedMail,
} from '../../domain/verification-mail.ts';
import type { Ports } from '../../ports/index.ts';
import type { MailboxOpening } from '../../ports/mailbox.ts';

export type CodePorts = Pick<Ports, 'mailboxOpenings' | 'vault' | 'tenants' | 'clock' | 'settings'>;

export type Taken = { tenantId: string } | { kept: string; tenantIds: string[] };

/** For a person to choose from. Whoever floods a mailbox gets no further. */
const MOST_HELD = 5;

/**
 * Puts the verification code of a mail (guide 2-5) into the vault of the one tenant that waits for it; any other mail is
 * refused. The journal of each tenant that it may concern says which, once for each reason and opening, never what the
 * mail says. A mail that comes twice, as every event may, brings its code once.
 */
export async function takeCode(ports: CodePorts, mail: ReceivedMail): Promise<Taken> {
  const { mailboxOpenings, settings, clock } = ports;
  const now = clock.now();
  const address = addressOf(mail);
  const atAddress = await mailboxOpenings.at(address ?? mail.deliveredTo ?? '');
  const open = atAddress.filter(({ until }) => until > now);
  const waiting = open.length === 1 ? open[0] : undefined;
  const found = findCode(mail);
  const mark = `mail ${mail.messageId ?? ''}`;
  const why =
    (address === undefined ? 'it is not addressed to the one mailbox that it came to' : undefined) ??
    whyNotTrusted(mail, settings.codeSenderDomains, now) ??
    ((await mailboxOpenings.wasSeen(mark)) ? 'the same mail has come before' : undefined) ??
    (found ? undefined : 'it holds no verification code, or more than one') ??
    whyNobody(atAddress, open);
  if (why === undefined && waiting && found) {
    await take(ports, waiting, found);
    // After the code: a delivery that breaks off in between is repeated, and seals it again.
    await mailboxOpenings.markSeen(mark, now);
    return { tenantId: waiting.tenantId };
  }
  // Until a real mail has been seen nobody is believed: a person is shown what was found of this one.
  if (settings.codeSenderDomains.length === 0 && waiting && address !== undefined && found)
    await hold(ports, waiting, found, mail);
  const concerned = open.length > 0 ? open : atAddress;
  const kept = why ?? 'nobody waits for it';
  for (const opening of concerned) await noteRefusal(ports, opening, mail, kept);
  return { kept, tenantIds: concerned.map(({ tenantId }) => tenantId) };
}

function whyNobody(atAddress: readonly MailboxOpening[], open: readonly MailboxOpening[]): string | undefined {
  if (open.length > 1) return 'more than one tenant waits for a code at its address';
  if (open.length === 1) return undefined;
  return atAddress.length > 0
    ? 'nobody waits any more for a code at its address'
    : 'nobody waits for a code at its address';
}

async function take({ vault, tenants, clock }: CodePorts, { tenantId }: MailboxOpening, { prefix, code }: FoundCode) {
  const now = clock.now();
  await vault.seal(tenantId, codePurpose(prefix), packCode(code, now));
  const what = `a verification code with the prefix ${prefix} arrived`;
  await tenants.append(tenantId, { at: now.toISOString(), by: BY, step: STEP, what });
}

async function hold(ports: CodePorts, opening: MailboxOpening, { prefix, code }: FoundCode, mail: ReceivedMail) {
  const { mailboxOpenings, vault, clock } = ports;
  const now = clock.now();
  for (let number = 1; number <= MOST_HELD; number++) {
    const mark = `held ${nameOf(opening)} ${String(number)}`;
    if (await mailboxOpenings.wasSeen(mark)) continue;
    await mailboxOpenings.markSeen(mark, now);
    await vault.seal(opening.tenantId, unconfirmedPurpose(prefix), packCode(code, now, findingsOf(mail)));
    return;
  }
}

/** What a person compares with what they know of the vendor. */
function findingsOf(mail: ReceivedMail): string {
  const { spam, virus, spf, dkim, dmarc } = mail.verdicts;
  const signers = dkim.domains.join(', ').slice(0, 200);
  return `From ${senderDomain(mail)}; SPF ${spf}; DKIM ${dkim.result} (${signers}); DMARC ${dmarc.result}; spam ${spam}; virus ${virus}`;
}

async function noteRefusal(ports: CodePorts, opening: MailboxOpening, mail: ReceivedMail, why: string): Promise<void> {
  const { mailboxOpenings, tenants, clock } = ports;
  const mark = `refused ${nameOf(opening)} ${why}`;
  if (await mailboxOpenings.wasSeen(mark)) return;
  const now = clock.now();
  await mailboxOpenings.markSeen(mark, now);
  await tenants.append(opening.tenantId, {
    at: now.toISOString(),
    by: BY,
    step: STEP,
    what: `a mail to ${opening.address} was not taken for the vendor's: ${why}`,
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
