import { ManualActionRequiredError } from '../domain/errors.ts';
import { whyOtherRegion } from '../domain/product-instance.ts';
import { hasReached, type Tenant } from '../domain/tenant.ts';
import type { Ports } from '../ports/index.ts';
import type { TenantStore } from '../ports/tenant-store.ts';
import { watchedAccess } from './shared/console-access.ts';
import { checkSwitches } from './shared/check-switches.ts';
import { readKnownRow } from './shared/read-known-row.ts';
import { requireConsent } from './shared/require-consent.ts';
import { DONE, type CheckAnswer, type StepRun } from './shared/step-run.ts';
import { notePressed, watchForEffect } from './shared/watch-for-effect.ts';

type IssuePorts = Pick<Ports, 'visionOne' | 'tenants' | 'vault' | 'clock' | 'switches'>;

/**
 * Guide 3-1 to 3-5: adds the existing product in Vision One and keeps its registration token in the vault. A product
 * that is connected already needs none; one that waits for its registration keeps the token it has. The mark is written
 * before [Save], which is the press where a console has no [Connect and Transfer]; after an ambiguous press the row decides,
 * and without a row nothing is pressed again: it is watched for, then a person looks.
 */
export async function issueRegistrationToken(ports: IssuePorts, run: StepRun): Promise<CheckAnswer> {
  const { tenant, execution, batchId } = run;
  const { visionOne, tenants, vault, clock, switches } = ports;
  if (hasReached(tenant, 'apexCentralRegistered')) return DONE;
  const sealed = await vault.open(tenant.tenantId, 'registration-token');
  // Apex Central refused the last one, and it was thrown away: the console makes another without a second transfer.
  if (hasReached(tenant, 'tokenIssued') && sealed) return DONE;
  requireConsent(tenant);
  const access = await watchedAccess({ tenants, vault, clock }, tenant);
  const { row, state } = await readKnownRow(visionOne, access);
  const otherRegion = row && whyOtherRegion(row, tenant.row.region);
  if (otherRegion) throw new ManualActionRequiredError(otherRegion);
  if (state === 'connected' || state === 'updating' || state === 'updated') {
    await connectedAlready(tenants, tenant, execution, clock.now().toISOString());
    return DONE;
  }

  const { transferRequestedAt: mark } = tenant;
  if (state === 'absent' && mark !== undefined && (await run.actor.word?.sawNoEffect?.()) === undefined) {
    watchForEffect('3-5', mark, clock.now());
  }

  let current = tenant;
  let isPressed = false;
  const kept = state === 'connecting' && sealed;
  if (!kept) {
    await visionOne.issueRegistrationToken(access, {
      keep: (token) => vault.seal(tenant.tenantId, 'registration-token', token),
      beforeTransfer: async () => {
        await checkSwitches({ switches }, { batchId, tenantId: tenant.tenantId });
        current = await tenants.change(current, execution, { transferRequestedAt: clock.now().toISOString() });
        isPressed = true;
      },
    });
  }
  if (isPressed || (mark !== undefined && !hasReached(tenant, 'tokenIssued'))) await notePressed(ports, run, '3-5');
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
