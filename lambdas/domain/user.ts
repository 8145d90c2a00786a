import type { RecordedStatement } from './statements/statement.ts';

/** Guide 3-19: one Apex Central user account on its way to Trend Vision One. */
export interface UserUpgradeRecord {
  tenantId: string;
  /** Name in Apex Central, which is dead once the account is upgraded. */
  name: string;
  /** Sign-in name in Trend Vision One. */
  email: string;
  /** Write-ahead of the password reset. */
  passwordResetRequestedAt?: string;
  /** When the sign-in with the new password was refused after that mark: it is tried once more, when its time is over. */
  newSignInRefusedAt?: string;
  upgradedAt?: string;
  /** Who said at the desk how it went, where no hands of ours did it. */
  saidBy?: string;
  /** When a try of ours failed last; its password is kept for the next. */
  failedAt?: string;
  /** Why the account is still open. */
  openReason?: RecordedStatement;
}
