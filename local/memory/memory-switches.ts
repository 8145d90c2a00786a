import type { Sighting } from '../../lambdas/domain/brake.ts';
import type { Scope, Switch } from '../../lambdas/domain/switch.ts';
import type { Switches } from '../../lambdas/ports/switches.ts';
import { frozenCopy } from './frozen-copy.ts';

/** Switches in this process, for tests and simulations. */
export class MemorySwitches implements Switches {
  readonly #set = new Map<string, Switch>();
  readonly #sightings: Sighting[] = [];

  async read(scope: Scope): Promise<Switch | undefined> {
    return this.#set.get(nameOf(scope));
  }

  async set(scope: Scope, to: Switch | undefined): Promise<void> {
    if (to) this.#set.set(nameOf(scope), frozenCopy(to));
    else this.#set.delete(nameOf(scope));
  }

  async pull(scope: Scope, to: Switch): Promise<boolean> {
    if (this.#set.has(nameOf(scope))) return false;
    this.#set.set(nameOf(scope), frozenCopy(to));
    return true;
  }

  async noteError(sighting: Sighting, { since, most }: { since: string; most: number }): Promise<string[]> {
    this.#sightings.push(sighting);
    const latest = this.#sightings.filter(({ code, at }) => code === sighting.code && at >= since).toReversed();
    return [...new Set(latest.map(({ tenantId }) => tenantId))].slice(0, most);
  }

  async forgetErrors(): Promise<void> {
    this.#sightings.length = 0;
  }
}

function nameOf(scope: Scope): string {
  return scope === 'everything' ? scope : `batch ${scope.batchId}`;
}
