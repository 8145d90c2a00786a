import { StaleRecordError, StepStillRunningError, type StepError } from '../domain/errors.ts';
import type { UserUpgradeRecord } from '../domain/user.ts';

type UserName = Pick<UserUpgradeRecord, 'tenantId' | 'name'>;

/** Why `begin` did not happen. */
export function beginRefused({ tenantId, name }: UserName): StepError {
  return new StepStillRunningError(`tenant ${tenantId}: a first run for the user account "${name}" may be alive`);
}

/** Why `change` did not happen. */
export function userChangeRefused({ tenantId, name }: UserName): StepError {
  return new StaleRecordError(
    `tenant ${tenantId}: the user account "${name}" is no longer this run's, or has changed since it was read`,
  );
}
