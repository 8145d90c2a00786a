import type { ConsolePorts } from '../ports/index.ts';
import type { Made, OtherPorts } from './make-ports.ts';
import { desk, executions, links, mailboxOpenings, mailer, switches, tenants, vault } from './ports-on-aws.ts';

/** What `performStep` asks for at every step: the tenant's lease, its desk task, its token, the circuit breaker. */
export const STEP_PORTS = { tenants, desk, links, vault, mailer, executions, switches, mailboxOpenings };

/** Makes the hands once the ports are there that they need, and what else has to be different with them. */
export type MakeHands = (ports: Made<typeof STEP_PORTS>) => ConsolePorts & Partial<OtherPorts>;
