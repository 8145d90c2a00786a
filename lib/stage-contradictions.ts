import { domainOf, isBelow } from '../lambdas/domain/is-at-domain.ts';
import { defaultQuotas } from '../lambdas/domain/admission.ts';
import { CONSOLE_STATES, releaseByOf } from './hands.ts';

/**
 * The settings as they stand in the file. Nothing here parses them as a whole: settings that are wrong otherwise would
 * hide what contradicts. A single value of another type is none; the schema tells of it.
 */
type Fields = Readonly<Record<string, unknown>>;

/** Lambda keeps so many invocations of an account for functions that reserve none. */
const UNRESERVED = 100;

/** Settings that are each well formed and cannot be true together; one sentence each, with the remedy. */
export function whyContradicted(settings: Fields): string[] {
  return [
    whyNotAuthorised,
    whyNotAttended,
    whyNeverReleased,
    whyNobodyIsTold,
    whyNothingLags,
    whyNotSent,
    whyNotReceived,
    whyDeskNotReached,
    whyNotReserved,
    whyOperatorsUnclear,
  ].flatMap((rule) => rule(settings));
}

/** Anyone who attends the hands does not make them authorised. */
function whyNotAttended({ defaultHands, browserHandsAuthorised, attendedBy }: Fields): string[] {
  if (!Array.isArray(attendedBy) || attendedBy.length === 0) return [];
  if (defaultHands === 'scripted') return ['attendedBy: a rehearsal has no consoles to attend; leave it out'];
  if (browserHandsAuthorised !== undefined) return [];
  return [
    'attendedBy: attended hands are browser hands, and need browserHandsAuthorised { "by", "on", "reference" }: ' +
      "name who has settled it with the vendor's terms, or leave attendedBy out",
  ];
}

/**
 * The vendor's terms on automated use of its consoles are a question that the customer has to answer, not a default.
 */
function whyNotAuthorised({ defaultHands, browserHandsAuthorised }: Fields): string[] {
  if (defaultHands !== 'browser' || browserHandsAuthorised !== undefined) return [];
  return [
    'defaultHands: "browser" needs browserHandsAuthorised { "by", "on", "reference" }: ' +
      'name who has settled with the vendor\'s terms that a browser may work on its consoles, or use "operator"',
  ];
}

/** The page of a release is a page of the desk: without one its batch waits until its time is over. */
function whyNeverReleased({ releaseBy, defaultHands, desk }: Fields): string[] {
  if (desk !== undefined) return [];
  const by = releaseByOf({ releaseBy, defaultHands });
  if (by !== 'two' && by !== 'one') return [];
  const said = releaseBy === undefined ? `is left out and so "${by}", which` : `"${by}"`;
  return [
    `releaseBy: ${said} needs a desk, at which operators release a batch: ` +
      'add desk { "signIn" }, or use "automatic" where nobody has to',
  ];
}

function whyNobodyIsTold({ userMails, desk }: Fields): string[] {
  if (desk !== undefined || (userMails !== 'contact' && userMails !== 'direct')) return [];
  return [
    `userMails: "${userMails}" needs a desk, to which these mails lead: add desk { "signIn" }, or leave userMails out`,
  ];
}

/** No setting makes the vendor slow. */
function whyNothingLags({ rehearsalLagMinutes, defaultHands }: Fields): string[] {
  if (typeof rehearsalLagMinutes !== 'number' || defaultHands === 'scripted') return [];
  return [
    `rehearsalLagMinutes: ${String(rehearsalLagMinutes)} is of a rehearsal, which is a stage of its own ` +
      '(defaultHands "scripted"); leave it out',
  ];
}

function whyNotSent(settings: Fields): string[] {
  const sender = textOf(settings['sender']);
  const identity = textOf(settings['senderIdentity']);
  if (!sender || !identity || covers(identity, sender)) return [];
  return [
    `senderIdentity: "${identity}" does not cover the sender "${sender}"; ` +
      `verify "${domainOf(sender)}", or leave it out`,
  ];
}

function whyNotReceived(settings: Fields): string[] {
  const domain = textOf(settings['receivingDomain']);
  const { codeSenderDomains } = settings;
  if (settings['receivingDomain'] === undefined) {
    if (!Array.isArray(codeSenderDomains) || codeSenderDomains.length === 0) return [];
    return ['codeSenderDomains: without receivingDomain no mail is received; name that domain, or leave both out'];
  }
  if (!domain) return [];
  const ofPeople = ['sender', 'replyTo', 'operatorEmail'].filter((name) => {
    const address = textOf(settings[name]);
    return address !== undefined && domainOf(address) === domain;
  });
  const another = `use a subdomain that nobody reads, such as "codes.${domain}"`;
  if (ofPeople.length > 0) {
    return [
      `receivingDomain: "${domain}" is the domain of ${ofPeople.join(', ')}: its MX record would take away ` +
        `the mail of people; ${another}`,
    ];
  }
  if (settings['senderIdentity'] !== domain) return [];
  return [
    `receivingDomain: "${domain}" is the senderIdentity as well, and SES holds a domain once: the stack could not be ` +
      `created; ${another}`,
  ];
}

function whyDeskNotReached(settings: Fields): string[] {
  const domain = fieldsOf(fieldsOf(settings['desk'])['domain']);
  const arn = textOf(domain['certificateArn']) ?? '';
  const [, , , certificateRegion = ''] = arn.split(':');
  const region = textOf(settings['region']);
  const name = textOf(domain['name']);
  return [
    ...(region && certificateRegion !== '' && certificateRegion !== region
      ? [
          `desk.domain.certificateArn: "${arn}" is a certificate in ${certificateRegion}, and API Gateway takes one in ` +
            `the region "${region}" only; request it there`,
        ]
      : []),
    ...(name !== undefined && name === settings['receivingDomain']
      ? [
          `desk.domain.name: "${name}" is the receivingDomain as well, and a DNS name with a CNAME cannot have an MX ` +
            `record; use another name for one of them, such as "desk.${name}"`,
        ]
      : []),
  ];
}

/** A first deployment would fail half-way, at one of the functions. */
function whyNotReserved(settings: Fields): string[] {
  const { reservedConcurrency: reserved } = settings;
  const given = fieldsOf(settings['quotas'])['lambdaConcurrency'];
  if (typeof reserved !== 'number' || (given !== undefined && typeof given !== 'number')) return [];
  const quota = given ?? defaultQuotas(textOf(settings['region']) ?? '').lambdaConcurrency;
  const most = Math.floor((quota - UNRESERVED) / CONSOLE_STATES.size);
  if (reserved <= most) return [];
  return [
    `reservedConcurrency: ${String(reserved)} for each of the ${String(CONSOLE_STATES.size)} console functions is more ` +
      `than the ${String(quota)} invocations at a time of quotas.lambdaConcurrency leave, of which AWS keeps ` +
      `${String(UNRESERVED)}; use at most ${String(Math.max(most, 0))}, or state a higher quota that the account has`,
  ];
}

/** An identity is one person's, and a session name proves somebody only where they cannot choose it. */
function whyOperatorsUnclear({ operators }: Fields): string[] {
  const given = Array.isArray(operators) ? operators.map(fieldsOf) : [];
  const holders = new Map<string, string>();
  return given.flatMap((operator) => {
    const name = textOf(operator['name']) ?? '';
    const identities = ['subjects', 'iam'].flatMap((list) => textsOf(operator[list]));
    const twice = identities.filter((identity) => (holders.get(identity) ?? name) !== name);
    for (const identity of identities) if (!holders.has(identity)) holders.set(identity, name);
    const unproven = identities.filter((identity) => /^arn:[^:]+:sts::\d+:assumed-role\//u.test(identity));
    return [
      ...twice.map(
        (identity) =>
          `operators: "${identity}" is named for both "${holders.get(identity) ?? ''}" and "${name}"; one identity is one person's`,
      ),
      ...(operator['sessionNameSetBy'] === undefined ? unproven : []).map(
        (identity) =>
          `operators: "${identity}" of "${name}" is an assumed role, whose session name anybody may choose; say in ` +
          'sessionNameSetBy who sets it (such as "IAM Identity Center"), or name a user',
      ),
    ];
  });
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : [];
}

function covers(identity: string, address: string): boolean {
  if (identity.includes('@')) return identity === address;
  return isBelow(domainOf(address), identity);
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}
