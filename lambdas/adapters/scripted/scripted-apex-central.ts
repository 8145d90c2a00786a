import { SignInRefusedError } from '../../domain/errors.ts';
import type { ApexCentral, UserUpgrade } from '../../ports/apex-central.ts';
import type { ConsoleAccess } from '../../ports/console-access.ts';
import type { Session } from '../../simulated-vendor/sessions.ts';
import type { Vendor } from '../../simulated-vendor/vendor.ts';
import { withSession } from './refusals.ts';

/** Apex Central without a browser: asks the simulated vendor directly. */
export function scriptedApexCentral(vendor: Vendor): ApexCentral {
  const { apexCentral } = vendor;

  const signedIn = <T>(access: ConsoleAccess, work: (session: Session) => T): Promise<T> =>
    withSession(
      vendor,
      () => apexCentral.signIn(access.apexCentralHost, access.account, access.password.reveal()),
      work,
    );

  return {
    readUserAccounts: (access) =>
      signedIn(access, (session) =>
        apexCentral.userAccounts(session).map(({ name, kind, role }) => ({ name, kind, role })),
      ),

    readAgentCounts: (access) => signedIn(access, (session) => apexCentral.securityStatus(session)),

    readRegistration: (access) =>
      signedIn(access, (session) => registration(apexCentral.integrationSettings(session).registered)),

    register: (access, token) =>
      signedIn(access, (session) => {
        if (apexCentral.integrationSettings(session).registered) return 'registered';
        return registration(apexCentral.register(session, token.reveal()).registered);
      }),

    upgradeUserAccount: async (access, user) => {
      try {
        return await upgrade(vendor, access.apexCentralHost, user);
      } catch (error) {
        if (error instanceof SignInRefusedError && (await opensVisionOne(vendor, user))) return 'alreadyUpgraded';
        throw error;
      }
    },

    isUserUpgraded: (_access, user) => opensVisionOne(vendor, user),
  };
}

function registration(registered: boolean): 'registered' | 'notRegistered' {
  return registered ? 'registered' : 'notRegistered';
}

function upgrade(vendor: Vendor, host: string, user: UserUpgrade): Promise<'upgraded'> {
  const { apexCentral, wizard } = vendor;
  return withSession(
    vendor,
    () => apexCentral.signIn(host, user.account, user.password.reveal()),
    async (session) => {
      apexCentral.continueUpgrade(session);
      const { prefix } = wizard.verifyEmail(session, user.email, user.email);
      const code = await user.waitForCode(prefix);
      wizard.submitCode(session, code.reveal());
      await user.beforeReset();
      wizard.resetPassword(session, user.newPassword.reveal(), user.newPassword.reveal());
      return 'upgraded' as const;
    },
  );
}

/** Whether an earlier walk through the wizard had its effect: the old name is dead, the new one opens Vision One. */
async function opensVisionOne(
  vendor: Vendor,
  { email, newPassword }: Pick<UserUpgrade, 'email' | 'newPassword'>,
): Promise<boolean> {
  try {
    return await withSession(
      vendor,
      () => vendor.visionOne.signIn(email, newPassword.reveal()),
      () => true,
    );
  } catch (error) {
    if (error instanceof SignInRefusedError) return false;
    throw error;
  }
}
