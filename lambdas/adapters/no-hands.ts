import { ManualActionRequiredError } from '../domain/errors.ts';
import type { ConsolePorts } from '../ports/index.ts';

/**
 * The hands of a deployment that has none: every console step needs a person, and says so.
 */
export function noHands(): ConsolePorts {
  return handsThat(async () => {
    throw new ManualActionRequiredError({ code: 'noHands' });
  });
}

/** Console ports that all do the same, whatever they are asked. */
export function handsThat(nobody: () => Promise<never>): ConsolePorts {
  return {
    licensingPortal: { readLicence: nobody },
    apexCentral: {
      readUserAccounts: nobody,
      readAgentCounts: nobody,
      readRegistration: nobody,
      register: nobody,
      isUserUpgraded: nobody,
      upgradeUserAccount: nobody,
    },
    visionOne: {
      canSignIn: nobody,
      claimPrimaryAccount: nobody,
      readProvisioning: nobody,
      provisionConsole: nobody,
      readProductInstance: nobody,
      issueRegistrationToken: nobody,
      startUpdate: nobody,
      readStandardEndpointProtection: nobody,
    },
    mailbox: { open: nobody, waitForCode: nobody },
  };
}
