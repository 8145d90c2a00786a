import { rehearsalBatches } from '../../adapters/rehearsal/rehearsal-batches.ts';
import { rehearsalMailer } from '../../adapters/rehearsal/rehearsal-mailer.ts';
import type { OtherPorts } from '../on-aws.ts';

/** In a rehearsal every mail and every report says that it is one. */
export function portsOfThisDeployment(ports: OtherPorts): OtherPorts {
  return { ...ports, mailer: rehearsalMailer(ports.mailer), batches: rehearsalBatches(ports.batches) };
}
