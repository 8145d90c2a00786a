import { randomUUID } from 'node:crypto';
import { AwsError } from './json-protocol-server.ts';
import { readMime } from './ses-package.ts';

/** A mail as SES took it. */
export interface SesMessage {
  messageId: string;
  at: Date;
  from: string;
  to: string[];
  cc: string[];
  bcc: string[];
  replyTo: string[];
  subject: string;
  text?: string | undefined;
  html?: string | undefined;
  /** By name; none of most mails. */
  tags?: Record<string, string> | undefined;
  /** The MIME source, of mails sent with SendRawEmail only. */
  raw?: string | undefined;
}

/** The parameters of an SES v1 action, flat as the Query protocol has them: `Destination.ToAddresses.member.1`. */
export type Parameters = URLSearchParams;

/** Reads a SendEmail request; every recipient, in the order sent. */
export function messageOf(parameters: Parameters, at: Date): SesMessage {
  const message = {
    messageId: newMessageId(),
    at,
    from: required(parameters, 'Source'),
    to: members(parameters, 'Destination.ToAddresses'),
    cc: members(parameters, 'Destination.CcAddresses'),
    bcc: members(parameters, 'Destination.BccAddresses'),
    replyTo: members(parameters, 'ReplyToAddresses'),
    subject: required(parameters, 'Message.Subject.Data'),
    text: parameters.get('Message.Body.Text.Data') ?? undefined,
    html: parameters.get('Message.Body.Html.Data') ?? undefined,
    ...tagsIn(parameters),
  };
  if (message.to.length + message.cc.length + message.bcc.length === 0) {
    throw new AwsError('InvalidParameterValue', 'Missing required header: To, Cc or Bcc.');
  }
  if (message.text === undefined && message.html === undefined) {
    throw new AwsError('InvalidParameterValue', 'The mail has neither a text nor an HTML body.');
  }
  return message;
}

/** Reads a SendRawEmail request; its headers say to whom, `Destinations` is the envelope and not looked at. */
export async function rawMessageOf(parameters: Parameters, at: Date): Promise<SesMessage> {
  const data = required(parameters, 'RawMessage.Data');
  const email = await readMime(data, parameters.get('Source') ?? undefined);
  if (!email) throw new AwsError('InvalidParameterValue', 'The raw mail has no From header, and Source is missing.');
  return {
    messageId: newMessageId(),
    at,
    from: email.from,
    to: email.destination.to.flatMap(addressesIn),
    cc: email.destination.cc.flatMap(addressesIn),
    bcc: email.destination.bcc.flatMap(addressesIn),
    replyTo: email.replyTo.flatMap(addressesIn),
    subject: email.subject,
    text: email.body.text,
    html: email.body.html,
    raw: Buffer.from(data, 'base64').toString('utf8'),
  };
}

function addressesIn(header: string): string[] {
  return (header.match(/(?:"(?:\\.|[^"\\])*"|[^",])+/g) ?? []).map((address) => address.trim());
}

function members(parameters: Parameters, list: string): string[] {
  const values: string[] = [];
  for (;;) {
    const value = parameters.get(`${list}.member.${String(values.length + 1)}`);
    if (value === null) return values;
    values.push(value);
  }
}

function tagsIn(parameters: Parameters): Pick<SesMessage, 'tags'> {
  const tags: Record<string, string> = {};
  for (let at = 1; ; at++) {
    const name = parameters.get(`Tags.member.${String(at)}.Name`);
    if (name === null) return at === 1 ? {} : { tags };
    tags[name] = parameters.get(`Tags.member.${String(at)}.Value`) ?? '';
  }
}

function required(parameters: Parameters, name: string): string {
  const value = parameters.get(name);
  if (value === null || value === '') throw new AwsError('InvalidParameterValue', `${name} is missing.`);
  return value;
}

function newMessageId(): string {
  return `${randomUUID()}-000000`;
}
