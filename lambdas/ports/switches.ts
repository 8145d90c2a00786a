import type { Sighting } from '../domain/circuit-breaker.ts';
import type { Scope, Switch } from '../domain/switch.ts';

/**
 * The switch of the deployment and that of each batch, and the errors that may turn the former by themselves.
 *
 * Promises:
 * - `read` gives what was set last, also a moment ago; `set` replaces what is still as it was `seen`, or takes it
 *   away (`undefined`), and answers whether it did: nobody erases a stop that they have not seen;
 * - `setIfAbsent` sets a switch only where none is set: of all who do so at once one is answered `true`;
 * - `noteError` keeps the sighting and gives the tenants at which that error was seen since then, the latest first, this
 *   one among them: anyone who notes last sees everybody, up to `most` tenants;
 * - `forgetErrors` forgets all of them.
 */
export interface Switches {
  read(scope: Scope): Promise<Switch | undefined>;
  set(scope: Scope, to: Switch | undefined, seen: Switch | undefined): Promise<boolean>;
  setIfAbsent(scope: Scope, to: Switch): Promise<boolean>;
  noteError(sighting: Sighting, of: { since: string; most: number }): Promise<string[]>;
  forgetErrors(): Promise<void>;
}
