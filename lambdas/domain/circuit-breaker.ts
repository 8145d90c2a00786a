import type { Trip } from './texts/trips.ts';
import {
  AccountsDoNotMatchError,
  CannotBeDoneError,
  ConnectedElsewhereError,
  ConsentNotGivenError,
  CredentialsMissingError,
  ManualActionRequiredError,
  LeaseLostError,
  LicenceNotReadyError,
  MailRefusedError,
  NotShownYetError,
  PageChangedError,
  PersonIsReadyError,
  PersonNeededError,
  PlanChangedError,
  SignInRefusedError,
  StaleRecordError,
  StepStillRunningError,
  StoppedError,
  UnknownAnswerError,
  VendorNotReadyError,
} from './errors.ts';
import { guideStepOf } from './guide.ts';
import { isPointOfNoReturn } from './points-of-no-return.ts';

/** An error that may not be of its tenant alone. */
export interface Sighting {
  /** Name of the error. */
  code: string;
  tenantId: string;
  at: string;
}

/** So many tenants with the same error within this time are no coincidence. */
export const TENANTS_THAT_TRIP = 3;
export const SEEN_WITHIN = 30 * 60_000;

/** Who sets the switch that it trips, for the record. */
export const CIRCUIT_BREAKER = 'visionlift';

/** What a tenant's own data, people or licence decide, the vendor's documented "try again later", and what passes by itself. */
const OF_ONE_TENANT: ReadonlySet<unknown> = new Set([
  ...[LicenceNotReadyError, AccountsDoNotMatchError, ConnectedElsewhereError, ConsentNotGivenError, PlanChangedError],
  ...[CredentialsMissingError, SignInRefusedError, ManualActionRequiredError, PersonNeededError, PersonIsReadyError],
  ...[CannotBeDoneError, StoppedError, VendorNotReadyError],
  ...[StepStillRunningError, NotShownYetError, LeaseLostError, StaleRecordError, MailRefusedError],
]);

/** Whether an error trips the circuit breaker: at once, with two other tenants, or never. An unknown error counts. */
export function tripsBreaker(step: string, error: unknown): 'atOnce' | 'withOthers' | 'never' {
  const isUnknown = error instanceof PageChangedError || error instanceof UnknownAnswerError;
  if (isUnknown && isPointOfNoReturn(step.split(':', 1)[0] ?? '')) return 'atOnce';
  const kind = error instanceof Error ? error.constructor : undefined;
  return OF_ONE_TENANT.has(kind) ? 'never' : 'withOthers';
}

/** The sighting of an error at a step of one tenant. */
export function sightingOf(error: unknown, tenantId: string, now: Date): Sighting {
  return { code: error instanceof Error ? error.name : 'Error', tenantId, at: now.toISOString() };
}

/** What the record of a trip says. */
export function tripOf({ code }: Sighting, step: string, tenantIds: readonly string[]): Trip {
  return { code, guideStep: guideStepOf(step), tenantIds };
}
