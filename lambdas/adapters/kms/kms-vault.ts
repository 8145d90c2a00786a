import {
  DecryptCommand,
  GenerateDataKeyCommand,
  InvalidCiphertextException,
  type KMSClient,
} from '@aws-sdk/client-kms';
import * as z from 'zod';
import { Secret } from '../../domain/secret.ts';
import type { Purpose, Vault } from '../../ports/vault.ts';
import { DynamoTable, keyOf, type TableAccess } from '../dynamo/dynamo-table.ts';
import { secretKey, SECRETS } from '../dynamo/keys.ts';
import { parseItem } from '../dynamo/parse-item.ts';
import { seal, unseal, type SecretContext } from './envelope.ts';

const bytes = z.instanceof(Uint8Array);
const sealedSchema = z.object({ dataKey: bytes, iv: bytes, tag: bytes, body: bytes });
/** Any name, also one of a later version: what is listed can be destroyed. */
const namedSchema = z.object({ purpose: z.string().transform((purpose) => purpose as Purpose) });

export interface VaultAccess extends TableAccess {
  kms: KMSClient;
  /** Id, ARN or alias of the vault's key. */
  keyId: string;
}

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
 * Nothing is cached: a key that is disabled, or a secret that is destroyed, is out of reach at once.
 */
export class KmsVault implements Vault {
  readonly #table: DynamoTable;
  readonly #kms: KMSClient;
  readonly #keyId: string;

  constructor({ kms, keyId, ...access }: VaultAccess) {
    this.#table = new DynamoTable(access);
    this.#kms = kms;
    this.#keyId = keyId;
  }

  async seal(tenantId: string, purpose: Purpose, secret: Secret): Promise<void> {
    const context = { tenantId, purpose };
    const { Plaintext: plain, CiphertextBlob: dataKey } = await this.#kms.send(
      new GenerateDataKeyCommand({ KeyId: this.#keyId, KeySpec: 'AES_256', EncryptionContext: context }),
    );
    if (!plain || !dataKey) throw new Error('KMS answered without a data key');
    try {
      await this.#table.put(secretKey(tenantId, purpose), {
        purpose,
        dataKey,
        ...seal(plain, context, secret.reveal()),
      });
    } finally {
      plain.fill(0);
    }
  }

  async open(tenantId: string, purpose: Purpose): Promise<Secret | undefined> {
    const context = { tenantId, purpose };
    const key = secretKey(tenantId, purpose);
    const item = await this.#table.get(key);
    if (!item) return undefined;
    const { dataKey, ...sealed } = parseItem(sealedSchema, key, item);
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
  }

  async purposes(tenantId: string): Promise<Purpose[]> {
    const purposes: Purpose[] = [];
    const { pk } = secretKey(tenantId, '');
    for await (const item of this.#table.query({ pk, prefix: SECRETS })) {
      purposes.push(parseItem(namedSchema, keyOf(item), item).purpose);
    }
    return purposes;
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
