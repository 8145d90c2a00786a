import type { Scope, Switch } from '../domain/switch.ts';

/**
 * The switch of the deployment and that of each batch.
 *
 * Promises: `read` gives what was set last, also a moment ago; `set` replaces, and with `undefined` takes it away.
 */
export interface Switches {
  read(scope: Scope): Promise<Switch | undefined>;
  set(scope: Scope, to: Switch | undefined): Promise<void>;
}
