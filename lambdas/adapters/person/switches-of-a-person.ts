import type { Scope, Switch } from '../../domain/switch.ts';
import type { Switches } from '../../ports/switches.ts';

/**
 * What holds somebody who finishes a step at the desk: what people have set. The brake holds what nobody looks at; whoever
 * is at the page that pulled it has looked, and their page says that everything else is held.
 */
export function switchesOfAPerson(switches: Switches): Switches {
  return {
    read: async (scope: Scope): Promise<Switch | undefined> => {
      const set = await switches.read(scope);
      return set?.pulled ? undefined : set;
    },
    set: (scope, to) => switches.set(scope, to),
    pull: (scope, to) => switches.pull(scope, to),
    noteError: (sighting, of) => switches.noteError(sighting, of),
    forgetErrors: () => switches.forgetErrors(),
  };
}
