import { recordedStatementSchema, type RecordedStatement } from './statements/statement.ts';
import type { Purpose } from './purpose.ts';
import { Secret } from './secret.ts';
import * as z from './zod.ts';

/** A code on its way through the vault, with the instant at which its mail came. */
export interface ReceivedCode {
  code: Secret;
  receivedAt: Date;
  /** What the receiving mail service found of its mail; empty where that is nobody's business any more. */
  findings: string;
}

export function packCode(code: string, receivedAt: Date, findings = ''): Secret {
  return new Secret(`${receivedAt.toISOString()} ${code} ${findings}`.trim());
}

export function unpackCode(sealed: Secret): ReceivedCode {
  const [receivedAt = '', code = '', ...findings] = sealed.reveal().split(' ');
  return { code: new Secret(code), receivedAt: new Date(receivedAt), findings: findings.join(' ') };
}

/** Where the code with the prefix of the screen lies (guide 2-6). */
export function codePurpose(prefix: string): Purpose {
  return `verification-code:${prefix}`;
}

/** Where it lies while nobody has said that its mail is the vendor's. */
export function unconfirmedPurpose(prefix: string): Purpose {
  return `verification-code:${prefix}:unconfirmed`;
}

/** A mail in which no code could be read, for a person to read: in the vault, because the code may stand in it. */
export interface UnreadMail {
  receivedAt: string;
  /** Why no code was taken from it. */
  why: RecordedStatement;
  /** What the receiving mail service found of it. */
  findings: string;
  subject: string;
  text: string;
}

/** So many mails are laid before a person for one wait; anyone who floods a mailbox gets no further. */
export const MOST_HELD = 5;

/** Where the mails lie in which no code could be read; `number` from 1 to `MOST_HELD`. */
export function unreadPurpose(number: number): Purpose {
  return `verification-code:unread:${String(number)}`;
}

export function isUnreadMail(purpose: Purpose): boolean {
  return purpose.startsWith('verification-code:unread:');
}

export function packUnreadMail(mail: UnreadMail): Secret {
  return new Secret(JSON.stringify(mail));
}

const unreadMailSchema: z.ZodMiniType<UnreadMail> = z.object({
  receivedAt: z.string(),
  why: recordedStatementSchema,
  findings: z.string(),
  subject: z.string(),
  text: z.string(),
});

export function unpackUnreadMail(sealed: Secret): UnreadMail {
  return unreadMailSchema.parse(JSON.parse(sealed.reveal()));
}
