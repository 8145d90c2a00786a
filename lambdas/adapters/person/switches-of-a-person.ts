import type { Switches } from '../../ports/switches.ts';
import { instead } from '../instead.ts';

/**
 * What holds somebody who finishes a step at the desk: what people have set. The brake holds what nobody looks at; whoever
 * is at the page that pulled it has looked, and their page says that everything else is held.
 */
export function switchesOfAPerson(switches: Switches): Switches {
  return instead(switches, {
    read: async (scope) => {
      const set = await switches.read(scope);
      return set?.pulled ? undefined : set;
    },
  });
}
