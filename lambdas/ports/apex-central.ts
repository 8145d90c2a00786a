import type { Secret } from '../domain/secret.ts';
import type { AgentCounts, ConsoleAccount } from '../domain/tenant.ts';
import type { ConsoleAccess } from './console-access.ts';

/** Trend Vision Oneの統合設定 > サービスのステータス (guide 3-7, 3-10). */
export type Registration = 'notRegistered' | 'registered';

/** Guide 3-19: a user account signs in by its own name and is given its own address. */
export interface UserUpgrade {
  account: string;
  password: Secret;
  email: string;
  newPassword: Secret;
  /** Waits for the code mailed to `email`; throws `VerificationCodeLateError`. */
  waitForCode(prefix: string): Promise<Secret>;
  /** The write-ahead: awaited immediately before [Reset Password], which is not pressed if it throws. */
  beforeReset(): Promise<void>;
}

/** Apex Central SaaS, the console of Apex One SaaS. Errors as in `licensing-portal`. */
export interface ApexCentral {
  /** Guide 1-2: 運用管理 > アカウント管理 > ユーザアカウント. */
  readUserAccounts(access: ConsoleAccess): Promise<ConsoleAccount[]>;
  /** Guide 1-2, for the comparison at 3-18: 概要 > セキュリティ状態, ディレクトリ > 製品サーバ, ポリシー > ポリシー管理. */
  readAgentCounts(access: ConsoleAccess): Promise<AgentCounts>;
  /** Guide 3-7. */
  readRegistration(access: ConsoleAccess): Promise<Registration>;
  /** Guide 3-8, 3-9: enters the token and presses [登録]; may be called again with the same token. */
  register(access: ConsoleAccess, token: Secret): Promise<Registration>;
  /** Guide 3-19: アカウントをアップグレードする; `alreadyUpgraded` when that account has gone through it before. */
  upgradeUserAccount(access: ConsoleAccess, user: UserUpgrade): Promise<'upgraded' | 'alreadyUpgraded'>;
  /** Whether the user's address and new password open Vision One; never throws `SignInRefusedError`. */
  isUserUpgraded(access: ConsoleAccess, user: Pick<UserUpgrade, 'email' | 'newPassword'>): Promise<boolean>;
}
