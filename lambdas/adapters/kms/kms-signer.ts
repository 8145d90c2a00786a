import { GenerateMacCommand, KMSInvalidMacException, type KMSClient, VerifyMacCommand } from '@aws-sdk/client-kms';
import type { SignedUse, Signer } from '../../ports/signer.ts';

const ALGORITHM = 'HMAC_SHA_256';
/** Of SHA-256 in base64 without padding; anything else is not worth a call. */
const SIGNATURE = /^[\w-]{43}$/u;
/** KMS takes no longer ones. */
const MOST_BYTES = 4096;

export interface KmsSignerAccess {
  kms: KMSClient;
  /** Id, ARN or alias of an HMAC key. */
  keyId: string;
}

/** Signatures by an HMAC key that KMS keeps: nobody who reads the functions, their environment or the tables can make one. */
export class KmsSigner implements Signer {
  readonly #kms: KMSClient;
  readonly #keyId: string;

  constructor({ kms, keyId }: KmsSignerAccess) {
    this.#kms = kms;
    this.#keyId = keyId;
  }

  async sign(use: SignedUse, text: string): Promise<string> {
    const { Mac } = await this.#kms.send(
      new GenerateMacCommand({ KeyId: this.#keyId, MacAlgorithm: ALGORITHM, Message: message(use, text) }),
    );
    if (!Mac) throw new Error('KMS answered without a signature');
    return Buffer.from(Mac).toString('base64url');
  }

  async isSigned(use: SignedUse, text: string, signature: string): Promise<boolean> {
    const Message = message(use, text);
    const Mac = Buffer.from(signature, 'base64url');
    // The last character has bits to spare: without this several ways to write one signature would pass.
    if (!SIGNATURE.test(signature) || Mac.toString('base64url') !== signature) return false;
    if (Message.length > MOST_BYTES) return false;
    try {
      const { MacValid } = await this.#kms.send(
        new VerifyMacCommand({ KeyId: this.#keyId, MacAlgorithm: ALGORITHM, Message, Mac }),
      );
      return MacValid === true;
    } catch (error) {
      if (error instanceof KMSInvalidMacException) return false;
      throw error;
    }
  }
}

function message(use: SignedUse, text: string): Buffer {
  return Buffer.from(JSON.stringify([use, text]));
}
