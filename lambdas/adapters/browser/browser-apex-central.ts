import { SignInRefusedError } from '../../domain/errors.ts';
import type { ApexCentral, UserUpgrade } from '../../ports/apex-central.ts';
import type { ConsoleAccess } from '../../ports/console-access.ts';
import type { ConsoleName } from './origins.ts';
import { apexCentralLogOnPage } from './pages/apex-central-log-on-page.ts';
import { ApexCentralMenu } from './pages/apex-central-menu.ts';
import { AccountUpgradePage } from './pages/account-upgrade-page.ts';
import { AccountWizard } from './pages/account-wizard.ts';
import type { BrowserSession } from './browser-session.ts';
import type { BrowserRunner } from './browser-runner.ts';
import { signInToApexCentral, signInToVisionOne } from './sign-in-to-consoles.ts';

const SESSIONS: readonly ConsoleName[] = ['clp', 'visionOne', 'apexCentral'];

/** Apex Central by its pages. */
export function browserApexCentral(runner: BrowserRunner): ApexCentral {
  const inside = <T>(
    what: string,
    access: ConsoleAccess,
    work: (session: BrowserSession, menu: ApexCentralMenu) => Promise<T>,
  ) =>
    runner.run({ what, access, sessions: SESSIONS }, async (session) =>
      work(session, await signInToApexCentral(session, access)),
    );

  return {
    readUserAccounts: (access) =>
      inside('readUserAccounts', access, async (session, menu) => {
        session.guideStep = '1-2';
        const page = await menu.openUserAccounts();
        const accounts = await page.read();
        await session.photograph('1-2-user-accounts');
        return accounts;
      }),

    readAgentCounts: (access) =>
      inside('readAgentCounts', access, async (session, menu) => {
        session.guideStep = '1-2';
        const page = await menu.openSecurityStatus();
        return { ...(await page.read()), ...(await menu.readLists()) };
      }),

    readRegistration: (access) =>
      inside('readRegistration', access, async (session, menu) => {
        session.guideStep = '3-7';
        const page = await menu.openIntegrationSettings();
        return page.read();
      }),

    register: (access, token) =>
      inside('register', access, async (session, menu) => {
        session.guideStep = '3-8';
        const page = await menu.openIntegrationSettings();
        const registration = await page.register(token);
        if (registration === 'registered') await session.photograph('3-10-registered');
        return registration;
      }),

    upgradeUserAccount: async (access, user) => {
      const call = { what: 'upgradeUserAccount', access: asUser(access, user), sessions: [] };
      try {
        await runner.run({ ...call, waitsForMail: true, refusalIsAnAnswer: true }, (session) =>
          upgrade(session, call.access, user),
        );
        return 'upgraded';
      } catch (error) {
        // The old name is dead once it was exchanged: an earlier run may have got through.
        if (error instanceof SignInRefusedError && (await isUpgraded(runner, access, user))) return 'alreadyUpgraded';
        throw error;
      }
    },

    isUserUpgraded: (access, user) => isUpgraded(runner, access, user),
  };
}

/** Guide 3-19: Apex Central's own address, by the user's own name. */
async function upgrade(session: BrowserSession, access: ConsoleAccess, user: UserUpgrade): Promise<void> {
  session.guideStep = '3-19';
  await session.goTo(session.options.origins.apexCentral);
  const seen = await apexCentralLogOnPage.signIn(session, access, {
    upgrade: AccountUpgradePage.sight,
    menu: ApexCentralMenu.sight,
  });
  if (seen.name === 'menu') throw await session.changed('the page アカウントをアップグレードする after the sign-in');
  await new AccountUpgradePage(session, seen.root).continue();
  const { root } = await session.see({ wizard: AccountWizard.sight }, 'Step 1 of the wizard after [続行]');
  await new AccountWizard(session, root).walk({
    account: access.account,
    email: user.email,
    currentPassword: user.password,
    newPassword: user.newPassword,
    waitForCode: (prefix) => user.waitForCode(prefix),
    beforeReset: () => user.beforeReset(),
  });
}

async function isUpgraded(
  runner: BrowserRunner,
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
    await runner.run(call, (session) => signInToVisionOne(session, call.access));
    return true;
  } catch (error) {
    if (error instanceof SignInRefusedError) return false;
    throw error;
  }
}

function asUser(access: ConsoleAccess, { account, password }: UserUpgrade): ConsoleAccess {
  return { ...access, account, password };
}
