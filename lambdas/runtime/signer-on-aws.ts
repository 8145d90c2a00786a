import { kmsClient } from '../adapters/kms/client.ts';
import { KmsSigner } from '../adapters/kms/kms-signer.ts';
import type { Signer } from '../ports/signer.ts';
import type { Environment } from './environment.ts';

/** What signs the desk's links and sessions. */
export function signerOnAws({ LINK_KEY_ID }: Environment): Signer {
  return new KmsSigner({ kms: kmsClient(), keyId: LINK_KEY_ID ?? 'LINK_KEY_ID is not set' });
}
