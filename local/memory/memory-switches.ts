import type { Scope, Switch } from '../../lambdas/domain/switch.ts';
import type { Switches } from '../../lambdas/ports/switches.ts';
import { frozenCopy } from './frozen-copy.ts';

/** Switches in this process, for tests and simulations. */
export class MemorySwitches implements Switches {
  readonly #set = new Map<string, Switch>();

  async read(scope: Scope): Promise<Switch | undefined> {
    return this.#set.get(nameOf(scope));
  }

  async set(scope: Scope, to: Switch | undefined): Promise<void> {
    if (to) this.#set.set(nameOf(scope), frozenCopy(to));
    else this.#set.delete(nameOf(scope));
  }
}

function nameOf(scope: Scope): string {
  return scope === 'everything' ? scope : `batch ${scope.batchId}`;
}
