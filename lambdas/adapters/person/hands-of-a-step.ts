import type { Tenant } from '../../domain/tenant.ts';
import type { ConsolePorts, Ports } from '../../ports/index.ts';
import type { Answers } from './answers.ts';

/** What one step by hand knows of its surroundings. */
export interface AtTheDesk {
  answers: Answers;
  tenant: Tenant;
  vault: Ports['vault'];
}

/** The calls that a step makes of its consoles, answered by a person; any other one is a question, too. */
export type HandsOfAStep = (at: AtTheDesk) => { [port in keyof ConsolePorts]?: Partial<ConsolePorts[port]> };
