import { SignInRefusedError } from '../../domain/errors.ts';
import type { ApexCentral, UserUpgrade } from '../../ports/apex-central.ts';
import type { ConsoleAccess } from '../../ports/console-access.ts';
import type { ConsoleName } from './origins.ts';
import { apexCentralLogOnPage } from './pages/apex-central-log-on-page.ts';
import { ApexCentralMenu } from './pages/apex-central-menu.ts';
import { AccountUpgradePage } from './pages/account-upgrade-page.ts';
import { AccountWizard } from './pages/account-wizard.ts';
import type { Visit } from './visit.ts';
import type { Visits } from './visits.ts';
import { enterApexCentral, enterVisionOne } from './ways-in.ts';

const SESSIONS: readonly ConsoleName[] = ['clp', 'visionOne', 'apexCentral'];

/** Apex Central by its pages. */
export function browserApexCentral(visits: Visits): ApexCentral {
  const inside = <T>(what: string, access: ConsoleAccess, work: (visit: Visit, menu: ApexCentralMenu) => Promise<T>) =>
    visits.run({ what, access, sessions: SESSIONS }, async (visit) =>
      work(visit, await enterApexCentral(visit, access)),
    );

  return {
    readUserAccounts: (access) =>
      inside('readUserAccounts', access, async (visit, menu) => {
        visit.guideStep = '1-2';
        const page = await menu.openUserAccounts();
        const accounts = await page.read();
        await visit.photograph('1-2-user-accounts');
        return accounts;
      }),

    readAgentCounts: (access) =>
      inside('readAgentCounts', access, async (visit, menu) => {
        visit.guideStep = '1-2';
        const page = await menu.openSecurityStatus();
        return { ...(await page.read()), ...(await menu.readLists()) };
      }),

    readRegistration: (access) =>
      inside('readRegistration', access, async (visit, menu) => {
        visit.guideStep = '3-7';
        const page = await menu.openIntegrationSettings();
        return page.read();
      }),

    register: (access, token) =>
      inside('register', access, async (visit, menu) => {
        visit.guideStep = '3-8';
        const page = await menu.openIntegrationSettings();
        const registration = await page.register(token);
        if (registration === 'registered') await visit.photograph('3-10-registered');
        return registration;
      }),

    upgradeUserAccount: async (access, user) => {
      const call = { what: 'upgradeUserAccount', access: asUser(access, user), sessions: [] };
      try {
        await visits.run({ ...call, waitsForMail: true, refusalIsAnAnswer: true }, (visit) =>
          upgrade(visit, call.access, user),
        );
        return 'upgraded';
      } catch (error) {
        // The old name is dead once it was exchanged: an earlier run may have got through.
        if (error instanceof SignInRefusedError && (await isUpgraded(visits, access, user))) return 'alreadyUpgraded';
        throw error;
      }
    },

    isUserUpgraded: (access, user) => isUpgraded(visits, access, user),
  };
}

/** Guide 3-19: Apex Central's own address, by the user's own name. */
async function upgrade(visit: Visit, access: ConsoleAccess, user: UserUpgrade): Promise<void> {
  visit.guideStep = '3-19';
  await visit.goTo(visit.options.origins.apexCentral);
  const seen = await apexCentralLogOnPage.signIn(visit, access, {
    upgrade: AccountUpgradePage.sight,
    menu: ApexCentralMenu.sight,
  });
  if (seen.name === 'menu') throw await visit.changed('the page アカウントをアップグレードする after the sign-in');
  await new AccountUpgradePage(visit, seen.root).continue();
  const { root } = await visit.see({ wizard: AccountWizard.sight }, 'Step 1 of the wizard after [続行]');
  await new AccountWizard(visit, root).walk({
    account: access.account,
    email: user.email,
    currentPassword: user.password,
    newPassword: user.newPassword,
    waitForCode: (prefix) => user.waitForCode(prefix),
    beforeReset: () => user.beforeReset(),
  });
}

async function isUpgraded(
  visits: Visits,
  access: ConsoleAccess,
  { email, newPassword }: Pick<UserUpgrade, 'email' | 'newPassword'>,
): Promise<boolean> {
  const call = {
    what: 'isUserUpgraded',
    access: { ...access, account: email, password: newPassword },
    sessions: [],
    refusalIsAnAnswer: true,
  };
  try {
    await visits.run(call, (visit) => enterVisionOne(visit, call.access));
    return true;
  } catch (error) {
    if (error instanceof SignInRefusedError) return false;
    throw error;
  }
}

function asUser(access: ConsoleAccess, { account, password }: UserUpgrade): ConsoleAccess {
  return { ...access, account, password };
}
