import type { OtherPorts } from '../on-aws.ts';

/** Where migrations are real there is nothing to add. */
export function portsOfThisDeployment(ports: OtherPorts): OtherPorts {
  return ports;
}
