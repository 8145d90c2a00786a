import type { Licence } from '../domain/licence.ts';
import type { Clock } from '../ports/clock.ts';
import { licenceOf } from './licence.ts';
import type { Reception } from './reception.ts';
import { Refusal } from './refusal.ts';
import type { Session, Sessions } from './sessions.ts';
import type { TenantDirectory } from './tenant-directory.ts';

export interface ConsoleContext {
  clock: Pick<Clock, 'now'>;
  directory: TenantDirectory;
  reception: Reception;
  sessions: Sessions;
}

/** The Customer Licensing Portal: one sign-in page for all tenants; the master account only. */
export class Clp {
  readonly #context: ConsoleContext;

  constructor(context: ConsoleContext) {
    this.#context = context;
  }

  /** Guide 1-1; `isPerson` answers the challenge where there is one. */
  signIn(name: string, password: string, { isPerson = false } = {}): Session {
    const { reception, directory, sessions } = this.#context;
    const session = reception.signIn({
      console: 'clp',
      candidates: directory.byName(name),
      name,
      password,
      admits: ({ role }, tenant) => role === 'master' && !tenant.has('SIGN_IN_REFUSED'),
    });
    if (session.tenant.has('CAPTCHA') && !isPerson) {
      sessions.end(session);
      throw new Refusal('challenge', { code: 'captcha' }, '1-1');
    }
    return session;
  }

  /** Guide 1-1: 製品/サービス. */
  products(session: Session): Licence[] {
    const tenant = this.#context.sessions.enter(session);
    return [licenceOf(tenant, this.#context.clock.now())];
  }

  /** Guide 2-1: [コンソールを開く] at Apex One SaaS, without another sign-in. */
  openApexCentral(session: Session): Session {
    const tenant = this.#context.sessions.enter(session);
    return this.#context.sessions.open(tenant, 'apexCentral', session);
  }
}
