/** What a signature is for; one made for one use holds for no other. */
export type SignedUse = 'link' | 'session' | 'sign-in';

/**
 * Signs what goes out to browsers and comes back from them.
 *
 * Promises: whatever `sign` signed is `isSigned` for the same use and text, also from another process; no other text,
 * use or signature is, however it is written; the key never leaves its keeper.
 */
export interface Signer {
  /** Fit for an address or a cookie: letters, digits, `-` and `_`. */
  sign(use: SignedUse, text: string): Promise<string>;
  isSigned(use: SignedUse, text: string, signature: string): Promise<boolean>;
}
