import { gunzipSync, gzipSync } from 'node:zlib';
import type { Cookie } from 'playwright-core';
import * as z from '../../domain/zod.ts';
import { Secret } from '../../domain/secret.ts';
import type { Purpose, Vault } from '../../ports/vault.ts';
import type { ConsoleName } from './origins.ts';

const storage = z.array(z.object({ name: z.string(), value: z.string() }));

const keptSession = z.object({
  /** Who is signed in; the session of another account is none. */
  account: z.string(),
  /** Where the sign-in led to. */
  home: z.string(),
  cookies: z.array(z.custom<Cookie>((cookie) => typeof cookie === 'object' && cookie !== null && 'name' in cookie)),
  storages: z.array(z.object({ origin: z.string(), local: storage, session: storage })),
  /** Where the page was that is looked at again and again (Product Instance), at the origin of `home`. */
  page: z.optional(z.string()),
  /** Pictures that one of is enough, and that were taken in this session. */
  pictured: z.optional(z.array(z.string())),
  /** Opened by a person at a window, and not used by anybody else since. */
  openedByPerson: z.optional(z.boolean()),
});

/** What a browser must be given to be signed in again. */
export type KeptSession = z.infer<typeof keptSession>;

const PURPOSES: Readonly<Record<ConsoleName, Purpose>> = {
  clp: 'session:clp',
  apexCentral: 'session:apex-central',
  visionOne: 'session:vision-one',
};

/** Characters; an item of DynamoDB may have 400 KB, and sealed sessions are a little larger than plain ones. */
const LARGE = 32_000;
const TOO_LARGE = 350_000;
const ZIPPED = 'gzip:';

/** Sessions between steps, in the vault: who holds one is signed in. A session that cannot be read is none. */
export class SessionStore {
  readonly #vault: Vault;

  constructor(vault: Vault) {
    this.#vault = vault;
  }

  async open(tenantId: string, name: ConsoleName, account: string): Promise<KeptSession | undefined> {
    const sealed = await this.#vault.open(tenantId, PURPOSES[name]);
    const session = sealed && read(sealed.reveal());
    return session?.account === account ? session : undefined;
  }

  /** One that is too large for the vault is not kept: the next step signs in again. */
  async seal(tenantId: string, name: ConsoleName, session: KeptSession): Promise<void> {
    const text = JSON.stringify(session);
    const kept = text.length > LARGE ? ZIPPED + gzipSync(text).toString('base64') : text;
    if (kept.length > TOO_LARGE) await this.destroy(tenantId, name);
    else await this.#vault.seal(tenantId, PURPOSES[name], new Secret(kept));
  }

  async destroy(tenantId: string, name: ConsoleName): Promise<void> {
    await this.#vault.destroy(tenantId, PURPOSES[name]);
  }
}

function read(text: string): KeptSession | undefined {
  try {
    const plain = text.startsWith(ZIPPED)
      ? gunzipSync(Buffer.from(text.slice(ZIPPED.length), 'base64')).toString()
      : text;
    return keptSession.parse(JSON.parse(plain));
  } catch {
    return undefined;
  }
}
