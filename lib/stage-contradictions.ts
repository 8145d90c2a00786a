import * as z from 'zod';
import { domainOf, isBelow } from '../lambdas/domain/is-at-domain.ts';

const optionalText = z.string().optional().catch(undefined);

/** What the rules below ask of settings that may be wrong otherwise. */
const asked = z.object({
  operatorEmail: optionalText,
  sender: optionalText,
  senderIdentity: optionalText,
  replyTo: optionalText,
  receivingDomain: optionalText,
  codeSenderDomains: z.array(z.string()).catch([]),
  defaultHands: optionalText,
  browserHandsAuthorised: z.unknown(),
});

type Asked = z.infer<typeof asked>;

/** Settings that are each well formed and cannot be true together; one sentence each, with the remedy. */
export function whyContradicted(settings: unknown): string[] {
  const parsed = asked.safeParse(settings);
  if (!parsed.success) return [];
  return [...whyNotAuthorised(parsed.data), ...whyNotSent(parsed.data), ...whyNotReceived(parsed.data)];
}

/** The vendor's terms on automated use of its consoles are a question that the customer has to answer, not a default. */
function whyNotAuthorised({ defaultHands, browserHandsAuthorised }: Asked): string[] {
  if (defaultHands !== 'browser' || browserHandsAuthorised !== undefined) return [];
  return [
    'defaultHands: "browser" needs browserHandsAuthorised { "by", "on", "reference" }: ' +
      'name who has settled with the vendor\'s terms that a browser may work on its consoles, or use "operator"',
  ];
}

function whyNotSent({ sender, senderIdentity }: Asked): string[] {
  if (!sender || !senderIdentity || covers(senderIdentity, sender)) return [];
  return [
    `senderIdentity: "${senderIdentity}" does not cover the sender "${sender}"; ` +
      `verify "${domainOf(sender)}", or leave it out`,
  ];
}

function whyNotReceived({ receivingDomain, codeSenderDomains, ...people }: Asked): string[] {
  if (!receivingDomain) {
    if (codeSenderDomains.length === 0) return [];
    return ['codeSenderDomains: without receivingDomain no mail is received; name that domain, or leave both out'];
  }
  const ofPeople = (['sender', 'replyTo', 'operatorEmail'] as const).filter((name) => {
    const address = people[name];
    return address !== undefined && domainOf(address) === receivingDomain;
  });
  if (ofPeople.length === 0) return [];
  return [
    `receivingDomain: "${receivingDomain}" is the domain of ${ofPeople.join(', ')}: its MX record would take away ` +
      `the mail of people; use a subdomain that nobody reads, such as "codes.${receivingDomain}"`,
  ];
}

function covers(identity: string, address: string): boolean {
  if (identity.includes('@')) return identity === address;
  return isBelow(domainOf(address), identity);
}
