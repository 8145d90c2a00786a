import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** Whose secret, and what for: bound to it in KMS and in the cipher, so that neither opens it for another. */
export type SecretContext = Record<'tenantId' | 'purpose', string>;

/** A secret under a data key. */
export interface Sealed {
  iv: Uint8Array;
  tag: Uint8Array;
  body: Uint8Array;
}

const CIPHER = 'aes-256-gcm';
/** Bytes; what GCM is specified for. */
const IV_LENGTH = 12;

export function seal(dataKey: Uint8Array, context: SecretContext, text: string): Sealed {
  const iv = randomBytes(IV_LENGTH);
  const cipher = createCipheriv(CIPHER, dataKey, iv).setAAD(bytesOf(context));
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return { iv, tag: cipher.getAuthTag(), body };
}

/** Throws when the key, the context or a single bit is not what it was. */
export function unseal(dataKey: Uint8Array, context: SecretContext, { iv, tag, body }: Sealed): string {
  const decipher = createDecipheriv(CIPHER, dataKey, iv, { authTagLength: 16 })
    .setAAD(bytesOf(context))
    .setAuthTag(tag);
  return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
}

function bytesOf({ tenantId, purpose }: SecretContext): Buffer {
  return Buffer.from(JSON.stringify({ tenantId, purpose }));
}
