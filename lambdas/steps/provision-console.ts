import { hasReached } from '../domain/tenant.ts';
import { firstLookAtTheConsole } from '../domain/when-to-look-again.ts';
import type { Ports } from '../ports/index.ts';
import type { VisionOne } from '../ports/vision-one.ts';
import { accessFor } from './shared/console-access.ts';
import { checkSwitches } from './shared/check-switches.ts';
import { tryNewSignIn } from './shared/new-sign-in.ts';
import { requireConsent } from './shared/require-consent.ts';
import type { StepRun, WaitAnswer } from './shared/step-run.ts';
import { notePressed } from './shared/watch-for-effect.ts';

type ProvisionPorts = Pick<Ports, 'visionOne' | 'tenants' | 'vault' | 'clock' | 'switches'>;

/**
 * Guide 2-10, 2-11: presses [Provision Console], which fixes the region for good, unless the console is there already.
 * Answers with the first look at it. Where the press was marked before and nothing shows, nothing is pressed: it may have
 * arrived, and `CheckProvisioning` watches for the console until its deadline.
 */
export async function provisionConsole(ports: ProvisionPorts, run: StepRun): Promise<WaitAnswer> {
  const { visionOne, tenants, vault, clock, switches } = ports;
  const { tenant, execution, batchId } = run;
  if (hasReached(tenant, 'consoleRequested')) {
    return { lookAgainAt: firstLookAtTheConsole(tenant.consoleRequestedAt ?? clock.now().toISOString()) };
  }
  requireConsent(tenant);
  const access = await accessFor(tenant, vault);
  const found = await firstLook(ports, run);
  const mark = tenant.consoleRequestedAt;
  const isOpen = found === 'none' && (mark === undefined || (await run.actor.word?.sawNoEffect?.()) !== undefined);
  if (isOpen) await checkSwitches({ switches }, { batchId, tenantId: tenant.tenantId });
  const consoleRequestedAt = !isOpen && mark !== undefined ? mark : clock.now().toISOString();
  const marked = await tenants.change(tenant, execution, { consoleRequestedAt });
  if (isOpen) await visionOne.provisionConsole(access);
  // What nobody has seen yet is told of when it shows.
  if (isOpen || (mark !== undefined && found !== 'none')) await notePressed(ports, run, '2-11');
  await tenants.change(marked, execution, { stage: 'consoleRequested' });
  return { lookAgainAt: found === 'provisioned' ? consoleRequestedAt : firstLookAtTheConsole(consoleRequestedAt) };
}

/** The first sign-in after [Reset Password], which may not open at once. */
async function firstLook(
  ports: ProvisionPorts,
  run: StepRun,
): Promise<Awaited<ReturnType<VisionOne['readProvisioning']>>> {
  const { tenant } = run;
  const resetAt = tenant.passwordResetRequestedAt;
  if (resetAt === undefined) return ports.visionOne.readProvisioning(await accessFor(tenant, ports.vault));
  const looked = await tryNewSignIn(ports, run, resetAt, (access) => ports.visionOne.readProvisioning(access));
  if ('found' in looked) return looked.found;
  throw looked.refused;
}
