import { defaultQuotas, startRate, tenantLoad } from '../lambdas/domain/admission.ts';
import type { StageSettings } from './stage-settings.ts';

/**
 * How many tenants a batch starts in a second: what the settings say, else what the default quotas of the region allow,
 * but for those that the settings give otherwise. `docs/capacity.md` has the arithmetic.
 */
export function startsPerSecondOf({ startsPerSecond, region, quotas, defaultHands }: StageSettings): number {
  if (startsPerSecond !== undefined) return startsPerSecond;
  const known = Object.entries(quotas).filter(([, quota]) => quota !== undefined);
  return startRate({ ...defaultQuotas(region), ...Object.fromEntries(known) }, tenantLoad(defaultHands)).perSecond;
}
