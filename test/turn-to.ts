import type { Scope, Switch } from '../lambdas/domain/switch.ts';
import type { Switches } from '../lambdas/ports/switches.ts';

/** Sets a switch whatever it is, as somebody does who has just looked. */
export async function turnTo(switches: Switches, scope: Scope, to: Switch | undefined): Promise<void> {
  await switches.set(scope, to, await switches.read(scope));
}
