import type { Sighting } from '../domain/brake.ts';
import type { Scope, Switch } from '../domain/switch.ts';

/**
 * The switch of the deployment and that of each batch, and the errors that may turn the former by themselves.
 *
 * Promises:
 * - `read` gives what was set last, also a moment ago; `set` replaces, and with `undefined` takes it away;
 * - `pull` sets a switch only where none is set: of all who pull at once one is answered `true`;
 * - `noteError` keeps the sighting and gives the tenants at which that error was seen since then, the latest first, this
 *   one among them: whoever notes last sees everybody, up to `most` tenants;
 * - `forgetErrors` forgets all of them.
 */
export interface Switches {
  read(scope: Scope): Promise<Switch | undefined>;
  set(scope: Scope, to: Switch | undefined): Promise<void>;
  pull(scope: Scope, to: Switch): Promise<boolean>;
  noteError(sighting: Sighting, of: { since: string; most: number }): Promise<string[]>;
  forgetErrors(): Promise<void>;
}
