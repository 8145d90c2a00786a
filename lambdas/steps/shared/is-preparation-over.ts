import { covers } from '../../domain/consent.ts';
import { hasReached, type Tenant } from '../../domain/tenant.ts';

/**
 * Whether guide STEP 1 need not be walked again: its sign-in name is dead, or somebody has consented to this very plan.
 * A row that names another console or account is looked at anew.
 */
export function isPreparationOver(tenant: Tenant): boolean {
  if (hasReached(tenant, 'primaryAccountClaimed') || tenant.passwordResetRequestedAt) return true;
  return hasReached(tenant, 'consented') && covers(tenant.consent, tenant.row);
}
