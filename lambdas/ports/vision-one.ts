import type { ProductInstanceRow } from '../domain/product-instance.ts';
import type { Secret } from '../domain/secret.ts';
import type { AgentCounts } from '../domain/tenant.ts';
import type { ConsoleAccess } from './console-access.ts';

/** What the wizard of guide 2-3 to 2-9 needs; it is walked in one sitting, because its pages do not survive a reload. */
export interface PrimaryAccountClaim {
  email: string;
  newPassword: Secret;
  /**
   * An earlier run may have pressed [Reset Password], and the new sign-in was refused: where the wizard does not appear, no
   * other password is tried, which could lock the account.
   */
  resetBefore?: boolean;
  /** Waits for the code mailed with this prefix; throws `VerificationCodeLateError`. */
  waitForCode(prefix: string): Promise<Secret>;
  /** The write-ahead: awaited immediately before [Reset Password] (guide 2-8), which is not pressed if it throws. */
  beforeReset(): Promise<void>;
}

/**
 * `claimed`: the wizard was walked. `alreadyClaimed`: the address signs in with the password that the account has, and the
 * console is not there yet: go on at 2-11. `alreadyThere`: the console was seen.
 */
export type ClaimAnswer = 'claimed' | 'alreadyClaimed' | 'alreadyThere';

/** Guide 3-1 to 3-5. */
export interface TokenIssue {
  /** The token lies in the vault before [Save] closes the dialog that shows it. */
  keep(token: Secret): Promise<void>;
  /**
   * The write-ahead: awaited once, immediately before [Save] (guide 3-4), which is the press where a console has no
   * [Connect and Transfer] (guide 3-5); neither is pressed if it throws.
   */
  beforeTransfer(): Promise<void>;
}

/** Guide 3-12 to 3-15: what the console said to the final press, in its own words. */
export type PressAnswer = { kind: 'started' } | { kind: 'message'; text: string };

/** Trend Vision One. Errors as in `licensing-portal`. */
export interface VisionOne {
  /** Whether this sign-in name and password open Vision One (guide 2-10); never throws `SignInRefusedError`. */
  canSignIn(access: ConsoleAccess): Promise<boolean>;
  /** Guide 2-1 to 2-9. Where the wizard does not appear, what is behind [Trend Vision Oneにアクセス] is looked at. */
  claimPrimaryAccount(access: ConsoleAccess, claim: PrimaryAccountClaim): Promise<ClaimAnswer>;
  /** Guide 2-12: whether the console appears. */
  readProvisioning(access: ConsoleAccess): Promise<'none' | 'provisioning' | 'provisioned'>;
  /** Guide 2-11: [Provision Console]. */
  provisionConsole(access: ConsoleAccess): Promise<void>;
  /** Guide 3-11: the row of the product on the page Product Instance, whatever it is called by now. */
  readProductInstance(access: ConsoleAccess): Promise<ProductInstanceRow | undefined>;
  /** Guide 3-1 to 3-5: adds the existing product and makes a registration token. */
  issueRegistrationToken(access: ConsoleAccess, issue: TokenIssue): Promise<void>;
  /**
   * Guide 3-12 to 3-14; `beforePress` is awaited immediately before the final press, which is not made if it throws. After
   * it only the row decides, whatever is thrown: but for `UnknownAnswerError`, with the console's words, which is a person's.
   */
  startUpdate(access: ConsoleAccess, beforePress: () => Promise<void>): Promise<PressAnswer>;
  /**
   * Guide 3-18: the figures of Endpoint Security > Standard Endpoint Protection, and of the lists behind its menu;
   * `undefined` when it does not show.
   */
  readStandardEndpointProtection(access: ConsoleAccess): Promise<AgentCounts | undefined>;
}
