import type { Trip } from './texts/trips.ts';
import { PersonNeededError, StoppedError } from './errors.ts';
import type { Reason } from './statements/catalogue.ts';

/** Which tenants a switch is for: those of one batch, or all of the deployment. */
export type Scope = { batchId: string } | 'everything';

/** `paused`: nothing new is begun until somebody resumes. `stopped`: what has not changed anything yet ends. */
export interface Switch {
  state: 'paused' | 'stopped';
  /** Who, or what, has set it. */
  by: string;
  at: string;
  why: string;
  /** Where nobody has set it: what did. */
  trip?: Trip | undefined;
  /** Of a pilot: the tenants whom it does not hold. */
  spares?: readonly string[] | undefined;
}

/** Who sets the switch of a batch whose first tenants go ahead of the others. */
export const PILOT = 'pilot';
/** So many tenant ids fit into a switch that is read before each press. */
export const LARGEST_PILOT = 100;

/** The switch that counts for one tenant: a pilot does not hold its own. */
export function holding(set: Switch | undefined, tenantId: string): Switch | undefined {
  return set?.spares?.includes(tenantId) ? undefined : set;
}

/** The question of a step that waits until somebody resumes. */
export const PAUSED = 'paused';

/** Which of the two switches counts: a stop, whichever it is, before a pause. */
export function strictest(everything: Switch | undefined, ofBatch: Switch | undefined): Switch | undefined {
  const set = [everything, ofBatch].filter((each) => each !== undefined);
  return set.find(({ state }) => state === 'stopped') ?? set[0];
}

/**
 * What holds one tenant, of the switch of everything and that of its batch; `undefined` where it may go on. Anyone who
 * tells a person that a tenant waits asks this, as its steps do: a pilot goes on under the pause that it was set for.
 */
export function heldBy(
  everything: Switch | undefined,
  ofBatch: Switch | undefined,
  tenantId: string,
): Switch | undefined {
  return strictest(everything, holding(ofBatch, tenantId));
}

/** What a step throws that may not go on: a pause leaves it at the desk, with its token, until somebody resumes. */
export function haltOf(set: Switch): PersonNeededError | StoppedError {
  const { state, by, at, why, trip, spares } = set;
  const held: Reason = { code: 'held', state, by, at, why: pilotOf(spares) ?? tripOf(trip) ?? why };
  return state === 'paused' ? new PersonNeededError(held, { ask: PAUSED }) : new StoppedError(held);
}

/** The words that stand beside them are those of one language. */
function pilotOf(spares: Switch['spares']): Reason | undefined {
  return spares && { code: 'pilot', tenants: spares.length };
}

function tripOf(trip: Switch['trip']): Reason | undefined {
  if (!trip) return undefined;
  const { code: error, guideStep, tenantIds } = trip;
  return { code: 'breakerTripped', error, guideStep, tenantIds: [...tenantIds] };
}
