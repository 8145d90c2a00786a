import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AwsError } from './json-protocol-server.ts';

export type EncryptionContext = Record<string, string>;

const ARN_PREFIX = 'arn:aws:kms:ap-northeast-1:123456789012:';
const CIPHER = 'aes-256-gcm';
const ID_BYTES = 16;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const MASTER_KEY_BYTES = 32;

/** One customer key. Its id and material follow from its name and the master key, so a restart finds the same key. */
export class KmsKey {
  readonly name: string;
  readonly id: string;
  readonly arn: string;
  readonly idBytes: Buffer;
  enabled = true;
  readonly #masterKey: Buffer;

  constructor(name: string, masterKey: Buffer) {
    this.name = name;
    this.#masterKey = masterKey;
    this.idBytes = createHash('sha256').update(name).digest().subarray(0, ID_BYTES);
    this.id = this.idBytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
    this.arn = `${ARN_PREFIX}key/${this.id}`;
  }

  /** `key id | IV | tag | ciphertext`: like an AWS ciphertext it names its key, so Decrypt needs none. */
  seal(plaintext: Buffer, context: EncryptionContext): Buffer {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv(CIPHER, this.#material('encrypt'), iv).setAAD(canonical(context));
    const ciphertext = Buffer.concat([cipher.update(plaintext), cipher.final()]);
    return Buffer.concat([this.idBytes, iv, cipher.getAuthTag(), ciphertext]);
  }

  open(sealed: Buffer, context: EncryptionContext): Buffer {
    const [tagStart, start] = [ID_BYTES + IV_BYTES, ID_BYTES + IV_BYTES + TAG_BYTES];
    try {
      const decipher = createDecipheriv(CIPHER, this.#material('encrypt'), sealed.subarray(ID_BYTES, tagStart), {
        authTagLength: TAG_BYTES,
      });
      decipher.setAAD(canonical(context)).setAuthTag(sealed.subarray(tagStart, start));
      return Buffer.concat([decipher.update(sealed.subarray(start)), decipher.final()]);
    } catch {
      // Not one word about why, as on AWS: a wrong context, a changed byte and another key look the same.
      throw new AwsError('InvalidCiphertextException', '');
    }
  }

  mac(message: Buffer, hash: string): Buffer {
    return createHmac(hash, this.#material('mac')).update(message).digest();
  }

  verifies(mac: Buffer, message: Buffer, hash: string): boolean {
    const expected = this.mac(message, hash);
    return mac.length === expected.length && timingSafeEqual(mac, expected);
  }

  #material(purpose: 'encrypt' | 'mac'): Buffer {
    return Buffer.from(hkdfSync('sha256', this.#masterKey, this.idBytes, purpose, 32));
  }
}

/** The keys of one account, found as callers name them: alias, key id, or the ARN of either. */
export class KmsKeys {
  readonly #keys: KmsKey[];

  constructor(names: string[], masterKey: Buffer) {
    this.#keys = names.map((name) => new KmsKey(name, masterKey));
  }

  /** @throws AwsError NotFoundException */
  find(name: string): KmsKey {
    const key = this.#keys.find((key) => [key.name, key.id, key.arn, ARN_PREFIX + key.name].includes(name));
    if (!key) throw new AwsError('NotFoundException', `Key ${name} is not found.`);
    return key;
  }

  /** @throws AwsError NotFoundException, DisabledException */
  findEnabled(name: string): KmsKey {
    const key = this.find(name);
    if (!key.enabled) throw new AwsError('DisabledException', `${key.arn} is disabled.`);
    return key;
  }

  /** @throws AwsError InvalidCiphertextException when none of these keys made `sealed`; DisabledException */
  findSealerOf(sealed: Buffer): KmsKey {
    const key = this.#keys.find(({ idBytes }) => sealed.subarray(0, ID_BYTES).equals(idBytes));
    if (!key) throw new AwsError('InvalidCiphertextException', '');
    return this.findEnabled(key.id);
  }
}

/** The secret under all keys: the one kept in `directory`, made at the first start, or a random one for this run. */
export async function masterKeyIn(directory: string | undefined): Promise<Buffer> {
  if (directory === undefined) return randomBytes(MASTER_KEY_BYTES);
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const file = join(directory, 'master-key');
  try {
    return await readFile(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const masterKey = randomBytes(MASTER_KEY_BYTES);
  // Renamed into place, so that a process killed here does not leave a broken key that seals for ever.
  await writeFile(`${file}.new`, masterKey, { mode: 0o600 });
  await rename(`${file}.new`, file);
  return masterKey;
}

/** The order in which a caller lists the pairs makes no difference. */
function canonical(context: EncryptionContext): Buffer {
  return Buffer.from(JSON.stringify(Object.entries(context).sort(([a], [b]) => (a < b ? -1 : 1))));
}
