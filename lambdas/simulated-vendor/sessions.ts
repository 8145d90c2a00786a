import type { ConsoleName } from './tenant-scenario.ts';
import { randomUUID } from 'node:crypto';
import { Refusal } from './refusal.ts';
import type { Who } from './sign-in-names.ts';
import type { VendorTenant } from './vendor-tenant.ts';
import type { CodeRequest } from './code-mails.ts';

/** The dialog of Vision One that stands open: a button counts only inside its own. */
export type Dialog = 'productConnection' | 'confirmTransfer' | 'updateSolution' | 'systemUpdateNotice';

/** Somebody signed in at one console. Forgotten when the process ends, as a browser's cookies are. */
export interface Session extends Who {
  readonly id: string;
  readonly console: ConsoleName;
  readonly tenant: VendorTenant;
  readonly epoch: number;
  dialog?: Dialog | undefined;
  /** Which product the open panel is of, where that is not ours. */
  otherProduct?: string | undefined;
  wizard?: Wizard | undefined;
  /** Chosen on "Choose a region for Trend Vision One"; [Provision Console] fixes it. */
  region?: string | undefined;
}

/** Who is signed in, by the id that a cookie carries. */
export class Sessions {
  readonly #sessions = new Map<string, Session>();

  open(tenant: VendorTenant, console: ConsoleName, { role, account, byEmail }: Who): Session {
    const session: Session = { role, account, byEmail, id: randomUUID(), console, tenant, epoch: tenant.epoch };
    this.#sessions.set(session.id, session);
    return session;
  }

  find(id: string): Session | undefined {
    return this.#sessions.get(id);
  }

  /** Whether this session would still be let in; looking changes nothing. */
  isAlive({ id, epoch, tenant }: Session): boolean {
    return this.#sessions.has(id) && epoch === tenant.epoch;
  }

  end(session: Session): void {
    this.#sessions.delete(session.id);
  }

  /** Every request of somebody signed in comes through here. */
  enter(session: Session): VendorTenant {
    if (session.tenant.strikes('SERVER_ERROR')) throw serverError();
    if (!this.isAlive(session)) {
      this.end(session);
      throw sessionGone();
    }
    return session.tenant;
  }
}

export function serverError(): Refusal {
  return new Refusal('serverError', { code: 'consoleAnsweredWith', answer: '500' });
}

export function sessionGone(): Refusal {
  return new Refusal('sessionGone', { code: 'signedOut' });
}

/** Where one walk through the wizard stands: it lives in the session and does not survive it. */
export interface Wizard {
  readonly startedAt: Date;
  /** Step 2 (guide 2-6): the address, and the code that was sent there. */
  asked?: CodeRequest & { email: string };
  /** Step 3 (guide 2-7): the code was right. */
  verified: boolean;
}
