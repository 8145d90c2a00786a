import { randomBytes } from 'node:crypto';
import type { Asked } from '../../../../lambdas/simulated-vendor/tenant-scenario.ts';
import type { Session } from '../../../../lambdas/simulated-vendor/sessions.ts';

/** One browser at one console: what its cookie stands for. Forgotten when the process ends. */
export interface ConsoleClient {
  readonly id: string;
  /** Stands in every form; a form without it was not ours. */
  readonly csrf: string;
  session?: Session | undefined;
  /** At Vision One: the walk through the wizard, which Apex Central handed over. */
  wizard?: Session | undefined;
  /** A sign-in that stands between two screens; the password is here only while a code is asked for. */
  signIn?: { name: string; password?: string } | undefined;
  /** What a person has to pass before the console shows, after a sign-in that is done. */
  asked?: readonly Asked[] | undefined;
  /** Why the sign-in page shows. */
  notice?: 'sessionGone' | 'updateStarted' | undefined;
}

export class ConsoleClients {
  readonly #clients = new Map<string, ConsoleClient>();

  find(id: string | undefined): ConsoleClient | undefined {
    return id === undefined ? undefined : this.#clients.get(id);
  }

  begin(carriedOver: Partial<Omit<ConsoleClient, 'id' | 'csrf'>> = {}): ConsoleClient {
    const client: ConsoleClient = { ...carriedOver, id: secret(), csrf: secret() };
    this.#clients.set(client.id, client);
    return client;
  }

  end({ id }: ConsoleClient): void {
    this.#clients.delete(id);
  }
}

function secret(): string {
  return randomBytes(18).toString('base64url');
}
