import {
  CIRCUIT_BREAKER,
  tripOf,
  tripsBreaker,
  SEEN_WITHIN,
  sightingOf,
  TENANTS_THAT_TRIP,
} from '../../domain/circuit-breaker.ts';
import { type Trip, reasonOfTrip } from '../../domain/texts/trips.ts';
import { notifyOfTrip, type BreakerPorts } from './notify-of-trip.ts';

export interface SeenError {
  tenantId: string;
  step: string;
  error: unknown;
}

/**
 * Called with every error that stops a step or puts it before a person: trips the circuit breaker where the vendor's
 * console, or this deployment, may not be what we take it for. Everything is paused then, and the operator has one mail; a
 * person who has looked resumes. Answers whether this call tripped it.
 */
export async function checkBreaker(ports: BreakerPorts, { tenantId, step, error }: SeenError): Promise<boolean> {
  const { switches, clock } = ports;
  const trips = tripsBreaker(step, error);
  // What comes while everything is held would trip it again, right after somebody has reset it.
  if (trips === 'never' || (await switches.read('everything'))) return false;
  const sighting = sightingOf(error, tenantId, clock.now());
  if (trips === 'atOnce') return trip(ports, tripOf(sighting, step, [tenantId]));
  const since = new Date(clock.now().getTime() - SEEN_WITHIN).toISOString();
  const tenantIds = await switches.noteError(sighting, { since, most: TENANTS_THAT_TRIP });
  return tenantIds.length >= TENANTS_THAT_TRIP && trip(ports, tripOf(sighting, step, tenantIds));
}

/** The switch first: a function that dies before the mail leaves it to the next scheduled run. */
async function trip(ports: BreakerPorts, cause: Trip): Promise<boolean> {
  const at = ports.clock.now().toISOString();
  const set = { state: 'paused', by: CIRCUIT_BREAKER, at, why: reasonOfTrip(cause).en, trip: cause } as const;
  if (!(await ports.switches.setIfAbsent('everything', set))) return false;
  await notifyOfTrip(ports, set);
  return true;
}
