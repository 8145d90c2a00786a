import { createHmac, randomBytes } from 'node:crypto';
import type { SignedUse, Signer } from '../../lambdas/ports/signer.ts';

/** Signatures by a key of this process, for tests and simulations. */
export class MemorySigner implements Signer {
  readonly #key = randomBytes(32);

  async sign(use: SignedUse, text: string): Promise<string> {
    return createHmac('sha256', this.#key)
      .update(JSON.stringify([use, text]))
      .digest('base64url');
  }

  async isSigned(use: SignedUse, text: string, signature: string): Promise<boolean> {
    return (await this.sign(use, text)) === signature;
  }
}
