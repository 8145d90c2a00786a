import { randomBytes } from 'node:crypto';
import type { Session } from '../../../../lambdas/simulated-vendor/sessions.ts';

/**
 * Hands somebody who is signed in over to another console ([コンソールを開く], guide 2-1 and 3-6): the address carries a
 * ticket that opens one session once, so that the address is worth nothing to the one who reads it later.
 */
export class Tickets {
  readonly #sessions = new Map<string, Session>();

  issue(session: Session): string {
    const ticket = randomBytes(18).toString('base64url');
    this.#sessions.set(ticket, session);
    return ticket;
  }

  redeem(ticket: string | null): Session | undefined {
    if (ticket === null) return undefined;
    const session = this.#sessions.get(ticket);
    this.#sessions.delete(ticket);
    return session;
  }
}
