/** Somebody who signed in. */
export interface Identity {
  /** The provider, as its tokens name it. */
  issuer: string;
  /** The provider's own key of the person: two people never share one, whatever they are called. */
  subject: string;
  /** Address or name, for people to read: it may be edited, and says nothing of who it is. */
  name: string;
}

/** What a browser keeps between its way to the provider and back. */
export interface SignInAttempt {
  state: string;
  nonce: string;
  verifier: string;
}

/** The sign-in did not lead to an operator; the message says why, for the log. */
export class SignInFailedError extends Error {
  override readonly name = 'SignInFailedError';
}

/**
 * Where operators have their accounts.
 *
 * Promises: `begin` gives an attempt of its own each time, and the address to send the browser to; `finish` gives the
 * identity only when the provider confirms it for this attempt and this application, and throws `SignInFailedError`
 * otherwise.
 */
export interface IdentityProvider {
  begin(): Promise<{ address: URL; attempt: SignInAttempt }>;
  finish(callback: URL, attempt: SignInAttempt): Promise<Identity>;
}
