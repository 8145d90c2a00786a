import type { Secret } from '../domain/secret.ts';

/** Which verification mail is meant: the one with this prefix, to this address, sent after the request. */
export interface CodeRequest {
  tenantId: string;
  address: string;
  prefix: string;
  requestedAt: Date;
  /** How long to wait for it, in milliseconds. */
  waitMilliseconds: number;
}

/**
 * The mailbox of a new primary address (guide 2-5).
 *
 * Promises: never gives a code of another address, another prefix or an earlier request; answers `undefined` when none
 * came in time.
 */
export interface Mailbox {
  waitForCode(request: CodeRequest): Promise<Secret | undefined>;
}
