import { SystemClock } from '../adapters/system-clock.ts';
import type { Clock } from '../ports/clock.ts';
import type { ConsolePorts, Ports } from '../ports/index.ts';
import { readEnvironment, settingsOf, type Environment } from './environment.ts';

/** What every port is made from. */
export interface Given {
  environment: Environment;
  clock: Clock;
}

/** Everything but the hands. */
export type OtherPorts = Omit<Ports, keyof ConsolePorts>;

/** How ports are made, by their names. */
export type Makers = { readonly [name in keyof OtherPorts]?: (given: Given) => OtherPorts[name] };

/** The ports of these makers, and the two that cost nothing. */
export type Made<M> = Pick<Ports, 'clock' | 'settings' | (keyof M & keyof Ports)>;

/** Makes the ports that are asked for; throws when a variable is missing. */
export function makePorts<M extends Makers>(makers: M, clock: Clock = new SystemClock()): Made<M> {
  const environment = readEnvironment();
  const made = Object.entries(makers).map(([name, make]) => [name, make({ environment, clock })] as const);
  return { clock, settings: settingsOf(environment), ...Object.fromEntries(made) } as Made<M>;
}
