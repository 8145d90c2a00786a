import type { Clock } from '../../ports/clock.ts';
import type { ConsoleAccess } from '../../ports/console-access.ts';
import type { ConsolePorts } from '../../ports/index.ts';
import type { TenantScenario } from '../../simulated-vendor/tenant-scenario.ts';
import type { TenantState } from '../../simulated-vendor/tenant-state.ts';
import { Vendor } from '../../simulated-vendor/vendor.ts';
import { scriptedHands } from '../scripted/scripted-hands.ts';
import { scriptedMailbox } from '../scripted/scripted-mailbox.ts';
import { RehearsedTenants, type RehearsedTenantsOptions } from './rehearsed-tenants.ts';

export interface RehearsalHandsOptions extends Omit<RehearsedTenantsOptions, 'clock' | 'scenario'> {
  clock: Clock;
  /** What is special about each tenant that begins; nothing, unless said otherwise. */
  scenario?: TenantScenario;
}

/**
 * The hands of a deployment for rehearsals: the scripted hands of the embedded mode at the same simulated vendor. No
 * browser, no password of anybody and no mail is needed, and nothing outside of the deployment's own table is changed.
 *
 * At each call the tenant is read before it, and written after it and before the step is told of anything, so
 * that the vendor knows what the step has heard even if the process ends there.
 */
export function rehearsalHands({ clock, scenario = { faults: [] }, ...options }: RehearsalHandsOptions): ConsolePorts {
  const rehearsed = new RehearsedTenants({ ...options, clock, scenario });
  const open = new Set<Vendor>();

  const withTenant = async <T>(
    { tenantId }: Pick<ConsoleAccess, 'tenantId'>,
    work: (hands: ConsolePorts, first: First) => Promise<T>,
  ): Promise<T> => {
    const tenant = await rehearsed.read(tenantId);
    let changed: TenantState | undefined;
    const vendor = new Vendor({ clock, store: { readAll: () => [tenant.state], write: (next) => (changed = next) } });
    const save = async (): Promise<void> => {
      const next = changed;
      changed = undefined;
      if (next) await tenant.write(next);
    };
    const first: First =
      (tell) =>
      async (...heard) => {
        await save();
        return tell(...heard);
      };
    open.add(vendor);
    try {
      return await work(scriptedHands({ vendor, clock, crash: neverCrashes }), first);
    } finally {
      open.delete(vendor);
      await save();
    }
  };

  return {
    licensingPortal: {
      readLicence: (access) => withTenant(access, ({ licensingPortal }) => licensingPortal.readLicence(access)),
    },
    apexCentral: {
      readUserAccounts: (access) => withTenant(access, ({ apexCentral }) => apexCentral.readUserAccounts(access)),
      readAgentCounts: (access) => withTenant(access, ({ apexCentral }) => apexCentral.readAgentCounts(access)),
      readRegistration: (access) => withTenant(access, ({ apexCentral }) => apexCentral.readRegistration(access)),
      register: (access, token) => withTenant(access, ({ apexCentral }) => apexCentral.register(access, token)),
      upgradeUserAccount: (access, user) =>
        withTenant(access, ({ apexCentral }, first) =>
          apexCentral.upgradeUserAccount(access, {
            ...user,
            waitForCode: first((prefix) => user.waitForCode(prefix)),
            beforeReset: first(() => user.beforeReset()),
          }),
        ),
      isUserUpgraded: (access, user) =>
        withTenant(access, ({ apexCentral }) => apexCentral.isUserUpgraded(access, user)),
    },
    visionOne: {
      canSignIn: (access) => withTenant(access, ({ visionOne }) => visionOne.canSignIn(access)),
      claimPrimaryAccount: (access, claim) =>
        withTenant(access, ({ visionOne }, first) =>
          visionOne.claimPrimaryAccount(access, {
            ...claim,
            waitForCode: first((prefix) => claim.waitForCode(prefix)),
            beforeReset: first(() => claim.beforeReset()),
          }),
        ),
      readProvisioning: (access) => withTenant(access, ({ visionOne }) => visionOne.readProvisioning(access)),
      provisionConsole: (access) => withTenant(access, ({ visionOne }) => visionOne.provisionConsole(access)),
      readProductInstance: (access) => withTenant(access, ({ visionOne }) => visionOne.readProductInstance(access)),
      issueRegistrationToken: (access, issue) =>
        withTenant(access, ({ visionOne }, first) =>
          visionOne.issueRegistrationToken(access, {
            keep: first((token) => issue.keep(token)),
            beforeTransfer: first(() => issue.beforeTransfer()),
          }),
        ),
      startUpdate: (access, beforePress) =>
        withTenant(access, ({ visionOne }, first) => visionOne.startUpdate(access, first(beforePress))),
      readStandardEndpointProtection: (access) =>
        withTenant(access, ({ visionOne }) => visionOne.readStandardEndpointProtection(access)),
    },
    mailbox: scriptedMailbox({ to: (address) => [...open].flatMap(({ mails }) => mails.to(address)) }, clock),
  };
}

/** Makes the step hear of something only after the vendor has it written down. */
type First = <Heard extends unknown[], T>(tell: (...heard: Heard) => Promise<T>) => (...heard: Heard) => Promise<T>;

/** A rehearsal has no fault that ends the process of its hands. */
async function neverCrashes(): Promise<never> {
  throw new Error('a rehearsal has no fault that ends a process');
}
