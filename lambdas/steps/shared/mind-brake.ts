import { BRAKE, pullOf, pullsBrake, SEEN_WITHIN, sightingOf, TENANTS_THAT_PULL } from '../../domain/brake.ts';
import { type Pull, reasonOfPull } from '../../domain/texts/pulls.ts';
import { tellOfPull, type PullPorts } from './tell-of-pull.ts';

export interface SeenError {
  tenantId: string;
  step: string;
  error: unknown;
}

/**
 * Called with every error that stops a step or puts it before a person: pulls the brake where the vendor's console, or
 * this deployment, may not be what we take it for. Everything is paused then, and the operator has one mail; whoever has
 * looked resumes. Answers whether this call pulled it.
 */
export async function mindBrake(ports: PullPorts, { tenantId, step, error }: SeenError): Promise<boolean> {
  const { switches, clock } = ports;
  const pulls = pullsBrake(step, error);
  // What comes while everything is held would pull again, right after somebody has let go.
  if (pulls === 'never' || (await switches.read('everything'))) return false;
  const sighting = sightingOf(error, tenantId, clock.now());
  if (pulls === 'atOnce') return pull(ports, pullOf(sighting, step, [tenantId]));
  const since = new Date(clock.now().getTime() - SEEN_WITHIN).toISOString();
  const tenantIds = await switches.noteError(sighting, { since, most: TENANTS_THAT_PULL });
  return tenantIds.length >= TENANTS_THAT_PULL && pull(ports, pullOf(sighting, step, tenantIds));
}

/** The switch first: whoever dies before the mail leaves it to the next round. */
async function pull(ports: PullPorts, pulled: Pull): Promise<boolean> {
  const at = ports.clock.now().toISOString();
  const set = { state: 'paused', by: BRAKE, at, why: reasonOfPull(pulled).en, pulled } as const;
  if (!(await ports.switches.pull('everything', set))) return false;
  await tellOfPull(ports, set);
  return true;
}
