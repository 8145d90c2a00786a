import {
  defaultQuotas,
  startRate,
  steadyStarts,
  tenantLoad,
  type Quotas,
  type Starts,
} from '../lambdas/domain/admission.ts';
import type { StageSettings } from './stage-settings.ts';

/**
 * How many tenants a batch starts in a second: what the settings say, from the first to the last, else what the default
 * quotas of the region allow, but for those that the settings give otherwise. `docs/capacity.md` has the arithmetic.
 */
export function startsOf({ startsPerSecond, region, quotas, defaultHands }: StageSettings): Starts {
  if (startsPerSecond !== undefined) return steadyStarts(startsPerSecond);
  return startRate(quotasOf({ region, quotas }), tenantLoad(defaultHands));
}

function quotasOf({ region, quotas }: Pick<StageSettings, 'region' | 'quotas'>): Quotas {
  const known = Object.entries(quotas).filter(([, quota]) => quota !== undefined);
  return { ...defaultQuotas(region), ...Object.fromEntries(known) };
}

/** Tenants that meet the temporary problem often, and people who answer late, ask for more than is counted. */
const MARGIN = 1.5;
/** Of what the account allows at all: past it nothing is counted, as nothing happens. */
const NEARLY_ALL = 0.95;

/**
 * From how many state transitions in an hour on somebody is told: what the settings say, else half as many again as
 * tenants need that start without a pause, and never more than the quota lets happen.
 */
export function transitionsPerHourOf(settings: StageSettings): number {
  const { stateTransitionsPerHour, defaultHands } = settings;
  if (stateTransitionsPerHour !== undefined) return stateTransitionsPerHour;
  const needed = startsOf(settings).perSecond * tenantLoad(defaultHands).stateTransitions * MARGIN;
  return Math.ceil(3600 * Math.min(needed, quotasOf(settings).stateTransitions * NEARLY_ALL));
}

/** What the definition of a batch has for placeholders of its starts. */
export function startsAsSubstitutions({ atFirst, perSecond }: Starts) {
  return {
    StartsAtFirst: String(atFirst.perSecond),
    TenantsAtFirst: String(atFirst.tenants),
    StartsPerSecond: String(perSecond),
  };
}
