import type { SignedIn } from '../domain/signed-in.ts';
import type { Secret } from '../domain/secret.ts';

/** Whose console, where, and who signs in. Before guide 2-9 that is the CLP account, afterwards the primary account. */
export interface ConsoleAccess {
  tenantId: string;
  apexCentralHost: string;
  region: string;
  /** Sign-in name: `aaa`, later `aaa@test.com`. */
  account: string;
  /** Whether CLP knows this account: before guide 2-9, also where its name is an address already. */
  isAtClp?: boolean;
  password: Secret;
  /**
   * Awaited by hands that can read it, on a page that shows who is signed in and before anything is pressed there; what it
   * throws leaves the call as it is.
   */
  onSignedIn?: (shown: SignedIn) => Promise<void>;
}
