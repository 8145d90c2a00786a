import { failureGroups } from '../../domain/failure-groups.ts';
import { pilotEndedMail } from '../../domain/mails/index.ts';
import type { Ports } from '../../ports/index.ts';
import { pageOfSwitches } from '../shared/tell-of-pull.ts';

/**
 * Tells the operator, once, that every tenant of a pilot has ended: the rest of the batch waits for somebody to look at
 * that and let it go on. Answers whether it was told now.
 */
export async function tellOfPilot(
  { switches, batches, mailer, settings }: Pick<Ports, 'switches' | 'batches' | 'mailer' | 'settings'>,
  batchId: string,
): Promise<boolean> {
  const set = await switches.read({ batchId });
  if (!set?.spares) return false;
  const ahead = await Promise.all(set.spares.map((tenantId) => batches.readTenant(batchId, tenantId)));
  const tenants = ahead.flatMap((tenant) => (tenant?.outcome ? [tenant] : []));
  if (tenants.length < ahead.length) return false;
  const mail = pilotEndedMail(
    { batchId, tenants, groups: failureGroups(tenants), ...pageOfSwitches(settings) },
    settings,
  );
  return mailer.sendOnce(`pilot#${batchId}#${set.at}`, mail);
}
