import { HAND_OVER } from '../domain/desk-task.ts';
import { TAKE_OVER } from '../domain/hand-over.ts';
import { PersonNeededError } from '../domain/errors.ts';
import { hasReached } from '../domain/tenant.ts';
import type { Ports } from '../ports/index.ts';
import type { TenantRun } from './claim-tenant.ts';
import { askForHandOver } from './shared/ask-for-hand-over.ts';
import { asksCustomers } from './shared/ask-for-upgrade.ts';
import { fileTask } from './shared/desk-filing.ts';

export interface HandOverRun extends TenantRun {
  taskToken: string;
}

/** `undefined` while the customer has to act: the token waits in the vault then. */
export type HandOverAnswer = { handedOver: boolean } | undefined;

type HandOverPorts = Pick<Ports, 'tenants' | 'desk' | 'vault' | 'links' | 'mailer' | 'settings' | 'clock'>;

/**
 * Asks the customer to take over the primary account, whose password only we know, and waits for their word. Where nobody
 * can be asked, or the stakeholders have not heard of the migration, the tenant stays migrated and the password is kept.
 */
export async function handOverPrimaryAccount(ports: HandOverPorts, run: HandOverRun): Promise<HandOverAnswer> {
  const { tenantId, batchId, execution, taskToken } = run;
  const tenant = await ports.tenants.read(tenantId);
  if (!tenant || !hasReached(tenant, 'told')) return { handedOver: false };
  if (hasReached(tenant, 'handedOver')) return { handedOver: true };
  if (!asksCustomers(ports)) return { handedOver: false };
  const asked = new PersonNeededError({ code: 'notTakenOver' }, { ask: TAKE_OVER });
  const task = await fileTask(ports, { subject: tenantId, step: HAND_OVER, batchId, execution, taskToken }, asked);
  await askForHandOver(ports, { row: tenant.row, task });
  return undefined;
}
