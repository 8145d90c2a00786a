import { hash, randomBytes } from 'node:crypto';
import { ApiError } from './api-error.ts';
import type { Payload } from './payload.ts';
import type { StatesError } from './states-error.ts';

/** Anyone who waits for the answer of one attempt of one task. */
export interface TokenHolder {
  succeed(output: Payload): void;
  fail(error: StatesError): void;
  beat(): void;
}

/**
 * The task tokens that wait for an answer.
 *
 * A token is answered once. Tokens are signed instead of remembered, so that one that was used, or whose task is over,
 * is told from one that never was.
 */
export class TaskTokens {
  readonly #secret = randomBytes(16).toString('hex');
  readonly #waiting = new Map<string, TokenHolder>();
  #issued = 0;

  issue(): string {
    const serial = String(++this.#issued);
    return `${serial}.${this.#sign(serial)}`;
  }

  /** From now on `token` can be answered. */
  await(token: string, holder: TokenHolder): void {
    this.#waiting.set(token, holder);
  }

  revoke(token: string): void {
    this.#waiting.delete(token);
  }

  succeed(token: string, output: Payload): void {
    const holder = this.#holderOf(token);
    this.revoke(token);
    holder.succeed(output);
  }

  fail(token: string, error: StatesError): void {
    const holder = this.#holderOf(token);
    this.revoke(token);
    holder.fail(error);
  }

  beat(token: string): void {
    this.#holderOf(token).beat();
  }

  #holderOf(token: string): TokenHolder {
    const holder = this.#waiting.get(token);
    if (holder) return holder;
    const [serial, signature] = token.split('.');
    if (serial !== undefined && signature === this.#sign(serial)) {
      throw new ApiError('TaskTimedOut', 'Task Timed Out: Provided task does not exist anymore');
    }
    throw new ApiError('InvalidToken', `Invalid Token: '${token}'`);
  }

  #sign(serial: string): string {
    return hash('sha256', `${this.#secret}.${serial}`, 'base64url');
  }
}
