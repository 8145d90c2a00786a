import type { Licence } from '../../../lambdas/domain/tenant.ts';
import type { Clock } from '../../../lambdas/ports/clock.ts';
import { licenceOf } from './licence.ts';
import type { Reception } from './reception.ts';
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

  signIn(name: string, password: string): Session {
    const { reception, directory } = this.#context;
    return reception.signIn({
      console: 'clp',
      candidates: directory.byName(name),
      name,
      password,
      admits: ({ role }) => role === 'master',
    });
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
