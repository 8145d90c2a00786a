import type { Clock } from '../ports/clock.ts';
import { Refusal } from './refusal.ts';
import { serverError, type Session, type Sessions } from './sessions.ts';
import type { ConsoleName } from './tenant-scenario.ts';
import { whoIs, type Who } from './sign-in-names.ts';
import type { VendorTenant } from './vendor-tenant.ts';

const CONSOLES: Readonly<Record<ConsoleName, string>> = {
  clp: 'the Customer Licensing Portal',
  apexCentral: 'Apex Central',
  visionOne: 'Vision One',
};

export interface SignInRequest {
  console: ConsoleName;
  /** The tenants that the name or the host could mean. */
  candidates: readonly VendorTenant[];
  name: string;
  password: string;
  /** Who of the tenant may come in here. */
  admits: (who: Who, tenant: VendorTenant) => boolean;
}

/** Signs people in. The answer to a wrong name, a wrong password and a closed door is the same, as at the vendor. */
export class Reception {
  readonly #sessions: Sessions;
  readonly #clock: Pick<Clock, 'now'>;
  readonly #seed: string;

  constructor(sessions: Sessions, clock: Pick<Clock, 'now'>, seed: string) {
    this.#sessions = sessions;
    this.#clock = clock;
    this.#seed = seed;
  }

  signIn({ console, candidates, name, password, admits }: SignInRequest): Session {
    for (const tenant of candidates) {
      if (tenant.strikes('SERVER_ERROR')) throw serverError();
      const who = whoIs({ tenant, name, password, seed: this.#seed, now: this.#clock.now() });
      if (who && admits(who, tenant)) return this.#sessions.open(tenant, console, who);
    }
    throw new Refusal('signIn', { code: 'signInRefused', console: CONSOLES[console], account: name });
  }
}
