import { Secret } from './secret.ts';

/** A code on its way through the vault, with the instant at which its mail came. */
export interface ReceivedCode {
  code: Secret;
  receivedAt: Date;
}

export function packCode(code: string, receivedAt: Date): Secret {
  return new Secret(`${receivedAt.toISOString()} ${code}`);
}

export function unpackCode(sealed: Secret): ReceivedCode {
  const [receivedAt = '', code = ''] = sealed.reveal().split(' ');
  return { code: new Secret(code), receivedAt: new Date(receivedAt) };
}
