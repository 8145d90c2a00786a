import type { UserUpgradeRecord } from '../domain/user.ts';

export interface UserStepStart {
  invocation: string;
  now: Date;
  expiresAt: Date;
}

/**
 * The Apex Central user accounts of a migrated tenant, each on its own: one that fails never holds up another.
 *
 * Promises: `begin` creates the record or reads it, and lets one invocation work on it at a time until `expiresAt`
 * (`StepStillRunningError`); `change` is refused with `StaleRecordError` when the invocation does not hold the mark;
 * `end` frees the mark and is harmless when it is not there; `list` gives all of a tenant.
 */
export interface UserStore {
  begin(user: Pick<UserUpgradeRecord, 'tenantId' | 'name' | 'email'>, start: UserStepStart): Promise<UserUpgradeRecord>;
  change(
    user: UserUpgradeRecord,
    invocation: string,
    change: Partial<Omit<UserUpgradeRecord, 'tenantId' | 'name'>>,
  ): Promise<UserUpgradeRecord>;
  end(user: Pick<UserUpgradeRecord, 'tenantId' | 'name'>, invocation: string): Promise<void>;
  list(tenantId: string): Promise<UserUpgradeRecord[]>;
}
