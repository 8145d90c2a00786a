import { HandOverNeededError } from '../domain/errors.ts';
import { whyOtherRegion } from '../domain/product-instance.ts';
import { hasReached, type Tenant } from '../domain/tenant.ts';
import type { Ports } from '../ports/index.ts';
import type { TenantStore } from '../ports/tenant-store.ts';
import { accessFor } from './shared/console-access.ts';
import { mindSwitches } from './shared/mind-switches.ts';
import { readKnownRow } from './shared/read-known-row.ts';
import { requireConsent } from './shared/require-consent.ts';
import { DONE, type CheckAnswer, type StepRun } from './shared/step-run.ts';

/**
 * Guide 3-1 to 3-5: adds the existing product in Vision One and keeps its registration token in the vault. A product
 * that is connected already needs none; one that waits for its registration keeps the token it has. After an ambiguous
 * [Connect and Transfer] the row decides: the transfer makes it, so without a row nothing was transferred.
 */
export async function issueRegistrationToken(
  { visionOne, tenants, vault, clock, switches }: Pick<Ports, 'visionOne' | 'tenants' | 'vault' | 'clock' | 'switches'>,
  { tenant, execution, batchId }: StepRun,
): Promise<CheckAnswer> {
  if (hasReached(tenant, 'apexCentralRegistered')) return DONE;
  // Apex Central refused the last one, and it was thrown away: the console makes another without a second transfer.
  if (hasReached(tenant, 'tokenIssued') && (await vault.open(tenant.tenantId, 'registration-token'))) return DONE;
  requireConsent(tenant);
  const access = await accessFor(tenant, vault);
  const { row, state } = await readKnownRow(visionOne, access);
  const otherRegion = row && whyOtherRegion(row, tenant.row.region);
  if (otherRegion) throw new HandOverNeededError(otherRegion);
  if (state === 'connected' || state === 'updating' || state === 'updated') {
    await connectedAlready(tenants, tenant, execution, clock.now().toISOString());
    return DONE;
  }

  let current = tenant;
  const kept = state === 'connecting' && (await vault.open(tenant.tenantId, 'registration-token'));
  if (!kept) {
    await visionOne.issueRegistrationToken(access, {
      keep: (token) => vault.seal(tenant.tenantId, 'registration-token', token),
      beforeTransfer: async () => {
        await mindSwitches({ switches }, { batchId, tenantId: tenant.tenantId });
        current = await tenants.change(current, execution, { transferRequestedAt: clock.now().toISOString() });
      },
    });
  }
  if (!hasReached(current, 'tokenIssued')) await tenants.change(current, execution, { stage: 'tokenIssued' });
  return DONE;
}

/** The stages between are walked one by one where a token had been issued; no console is asked for them again. */
async function connectedAlready(tenants: TenantStore, tenant: Tenant, execution: string, registeredAt: string) {
  const registered = hasReached(tenant, 'tokenIssued')
    ? await tenants.change(tenant, execution, { stage: 'apexCentralRegistered', registeredAt })
    : tenant;
  await tenants.change(registered, execution, { stage: 'connected', registeredAt });
}
