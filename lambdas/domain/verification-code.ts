import type { Purpose } from './purpose.ts';
import { Secret } from './secret.ts';

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
