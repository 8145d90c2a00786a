import {
  DecryptCommand,
  GenerateDataKeyCommand,
  InvalidCiphertextException,
  type KMSClient,
} from '@aws-sdk/client-kms';
import * as z from '../../domain/zod.ts';
import { inParallel } from '../../domain/in-parallel.ts';
import { Secret } from '../../domain/secret.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Purpose, SealedSecret, SecretName, Vault } from '../../ports/vault.ts';
import { isAbsent, type Condition } from '../dynamo/expression.ts';
import { GIVEN, givenKey, secretKey, SECRETS, TENANTS, type Key } from '../dynamo/keys.ts';
import { parseItem } from '../dynamo/parse-item.ts';
import { keyOf, type Item, type Table } from '../dynamo/table.ts';
import { isGiven } from '../given-purposes.ts';
import { SystemClock } from '../system-clock.ts';
import { seal, unseal, type SecretContext } from './envelope.ts';

const bytes = z.instanceof(Uint8Array);
const sealedSchema = z.object({ dataKey: bytes, iv: bytes, tag: bytes, body: bytes });
/** Any name, also one of a later version: what is listed can be destroyed. */
const namedSchema = z.object({
  purpose: z.pipe(
    z.string(),
    z.transform((purpose) => purpose as Purpose),
  ),
  sealedAt: z._default(z.nullable(z.iso.datetime()), null),
});
const givenSchema = z.extend(namedSchema, { tenantId: z.string() });

export interface VaultAccess {
  /** The vault's own. */
  table: Table;
  kms: KMSClient;
  /** Id, ARN or alias of the vault's key. */
  keyId: string;
  /** Dates what is sealed; the system's clock without it. */
  clock?: Pick<Clock, 'now'>;
}

/** Keys that KMS unwraps at once; it takes many times more. */
const OPENED_AT_ONCE = 16;

/** What lies in the vault was altered, or sealed for another tenant or purpose. */
export class SealBrokenError extends Error {
  constructor({ tenantId, purpose }: SecretContext, cause: unknown) {
    super(`the secret ${purpose} of tenant ${tenantId} was altered, or sealed for another tenant or purpose`, {
      cause,
    });
    this.name = 'SealBrokenError';
  }
}

/**
 * Secrets in a table of their own, each under a data key of its own that only KMS can unwrap, and unwraps for the same
 * tenant and purpose only. A secret has no size limit but the item's 400 KB.
 *
 * What customers gave stands in a list of its own as well, by name and date, so that it can be told across tenants
 * without reading the whole table. The list follows the secret: after a crash between the two it may lag by one.
 *
 * Nothing is cached: a key that is disabled, or a secret that is destroyed, is out of reach at once.
 */
export class KmsVault implements Vault {
  readonly #table: Table;
  readonly #kms: KMSClient;
  readonly #keyId: string;
  readonly #clock: Pick<Clock, 'now'>;

  constructor({ table, kms, keyId, clock = new SystemClock() }: VaultAccess) {
    this.#table = table;
    this.#kms = kms;
    this.#keyId = keyId;
    this.#clock = clock;
  }

  async seal(tenantId: string, purpose: Purpose, secret: Secret): Promise<void> {
    await this.#seal(tenantId, purpose, secret);
  }

  sealNew(tenantId: string, purpose: Purpose, secret: Secret): Promise<boolean> {
    return this.#seal(tenantId, purpose, secret, isAbsent('pk'));
  }

  async #seal(tenantId: string, purpose: Purpose, secret: Secret, when?: Condition): Promise<boolean> {
    const context = { tenantId, purpose };
    const { Plaintext: plain, CiphertextBlob: dataKey } = await this.#kms.send(
      new GenerateDataKeyCommand({ KeyId: this.#keyId, KeySpec: 'AES_256', EncryptionContext: context }),
    );
    if (!plain || !dataKey) throw new Error('KMS answered without a data key');
    const sealedAt = this.#clock.now().toISOString();
    try {
      const item = { purpose, sealedAt, dataKey, ...seal(plain, context, secret.reveal()) };
      if (!(await this.#table.put(secretKey(tenantId, purpose), item, when))) return false;
    } finally {
      plain.fill(0);
    }
    if (isGiven(purpose)) await this.#table.put(givenKey(tenantId, purpose), { tenantId, purpose, sealedAt });
    return true;
  }

  async open(tenantId: string, purpose: Purpose): Promise<Secret | undefined> {
    const item = await this.#table.get(secretKey(tenantId, purpose));
    return item && this.#opened({ tenantId, purpose }, item);
  }

  async openEach(secrets: readonly SecretName[]): Promise<(Secret | undefined)[]> {
    const keys = secrets.map(({ tenantId, purpose }) => secretKey(tenantId, purpose));
    const found = await this.#table.getEach(keys);
    const items = new Map(found.map((item) => [textOf(keyOf(item)), item]));
    const opened = secrets.map((): Secret | undefined => undefined);
    await inParallel(OPENED_AT_ONCE, secrets.entries(), async ([n, secret]) => {
      const item = items.get(textOf(secretKey(secret.tenantId, secret.purpose)));
      if (item) opened[n] = await this.#opened(secret, item);
    });
    return opened;
  }

  async #opened(context: SecretName, item: Item): Promise<Secret> {
    const { dataKey, ...sealed } = parseItem(sealedSchema, keyOf(item), item);
    const plain = await this.#unwrap(dataKey, context);
    try {
      return new Secret(unseal(plain, context, sealed));
    } catch (cause) {
      throw new SealBrokenError(context, cause);
    } finally {
      plain.fill(0);
    }
  }

  async destroy(tenantId: string, purpose: Purpose): Promise<void> {
    await this.#table.delete(secretKey(tenantId, purpose));
    if (isGiven(purpose)) await this.#table.delete(givenKey(tenantId, purpose));
  }

  async purposes(tenantId: string): Promise<Purpose[]> {
    return (await this.list(tenantId)).map(({ purpose }) => purpose);
  }

  async list(tenantId: string): Promise<SealedSecret[]> {
    const secrets: SealedSecret[] = [];
    const { pk } = secretKey(tenantId, '');
    for await (const item of this.#table.query({ pk, prefix: SECRETS })) {
      secrets.push(parseItem(namedSchema, keyOf(item), item));
    }
    return secrets;
  }

  async *given(): AsyncIterable<SealedSecret & { tenantId: string }> {
    for await (const item of this.#table.query({ pk: GIVEN, prefix: TENANTS })) {
      yield parseItem(givenSchema, keyOf(item), item);
    }
  }

  async #unwrap(dataKey: Uint8Array, context: SecretContext): Promise<Uint8Array> {
    try {
      const { Plaintext } = await this.#kms.send(
        new DecryptCommand({ KeyId: this.#keyId, CiphertextBlob: dataKey, EncryptionContext: context }),
      );
      if (!Plaintext) throw new Error('KMS answered without a data key');
      return Plaintext;
    } catch (error) {
      if (error instanceof InvalidCiphertextException) throw new SealBrokenError(context, error);
      throw error;
    }
  }
}

/** A key as one text. */
function textOf({ pk, sk }: Key): string {
  return `${pk}\n${sk}`;
}
