import type { ConsolePorts, Ports } from '../ports/index.ts';
import type { PersonsWord } from '../steps/shared/step-run.ts';
import { handsThat } from '../adapters/no-hands.ts';
import { Answers, type HandsOfAStep, type HandsQuestion } from './answers.ts';
import { checkConnectionByHand } from './tasks/check-connection.ts';
import { checkProvisioningByHand } from './tasks/check-provisioning.ts';
import { checkUpdateByHand } from './tasks/check-update.ts';
import { claimPrimaryAccountByHand } from './tasks/claim-primary-account.ts';
import { confirmLicenceByHand } from './tasks/confirm-licence.ts';
import { confirmUserAccountsByHand } from './tasks/confirm-user-accounts.ts';
import { issueRegistrationTokenByHand } from './tasks/issue-registration-token.ts';
import { provisionConsoleByHand } from './tasks/provision-console.ts';
import { registerApexCentralByHand } from './tasks/register-apex-central.ts';
import { startUpdateByHand } from './tasks/start-update.ts';
import { upgradeUserAccountByHand } from './tasks/upgrade-user-account.ts';
import { verifyConsoleByHand } from './tasks/verify-console.ts';
import { vaultOfAPerson } from './vault-of-a-person.ts';
import type { Switches } from '../ports/switches.ts';
import { overrideMethods } from '../adapters/override-methods.ts';
import { isAtDomain } from '../domain/is-at-domain.ts';
import type { Mailbox } from '../ports/mailbox.ts';

export type PersonsPorts = Pick<Ports, 'vault' | 'mailboxOpenings' | 'settings' | 'clock'>;

/** By state: what its answers mean to the consoles. */
const STEPS: Readonly<Record<string, HandsOfAStep>> = {
  ConfirmLicence: confirmLicenceByHand,
  ConfirmUserAccounts: confirmUserAccountsByHand,
  ClaimPrimaryAccount: claimPrimaryAccountByHand,
  ProvisionConsole: provisionConsoleByHand,
  CheckProvisioning: checkProvisioningByHand,
  IssueRegistrationToken: issueRegistrationTokenByHand,
  RegisterApexCentral: registerApexCentralByHand,
  CheckConnection: checkConnectionByHand,
  StartUpdate: startUpdateByHand,
  CheckUpdate: checkUpdateByHand,
  VerifyConsole: verifyConsoleByHand,
  UpgradeUserAccount: upgradeUserAccountByHand,
};

/** The hands of a person at the desk: what the console shows is what they have answered; what is missing is asked. */
export function personHands(
  ports: PersonsPorts,
  question: HandsQuestion,
): { hands: ConsolePorts & Pick<Ports, 'vault'>; word: PersonsWord | undefined } {
  const answers = new Answers(question, ports.vault);
  const nobody = async (): Promise<never> => answers.ask('work');
  const asked = handsThat(nobody);
  const [state = ''] = question.step.split(':', 1);
  const { word, ...answered } = STEPS[state]?.(answers) ?? {};
  return {
    hands: {
      licensingPortal: { ...asked.licensingPortal, ...answered.licensingPortal },
      apexCentral: { ...asked.apexCentral, ...answered.apexCentral },
      visionOne: { ...asked.visionOne, ...answered.visionOne },
      mailbox: mailboxOfAPerson(ports, nobody),
      vault: vaultOfAPerson(ports.vault),
    },
    word,
  };
}

/**
 * What holds somebody who finishes a step at the desk: what people have set. The circuit breaker holds what nobody
 * looks at; the person at the page that tripped it has looked, and their page says that everything else is held.
 */
export function switchesOfAPerson(switches: Switches): Switches {
  return overrideMethods(switches, {
    read: async (scope) => {
      const set = await switches.read(scope);
      return set?.trip ? undefined : set;
    },
  });
}

/** As long as a step waits for its person: nobody knows at which hour they will ask for the code. */
const OPEN_FOR = 7 * 24 * 60 * 60_000;

/**
 * Where the code of a wizard that a person walks goes to: into the vault where the address is ours, so that the page
 * can show it; else to the one who owns the mailbox, who is the person at the console or can be asked.
 */
function mailboxOfAPerson(
  { mailboxOpenings, settings, clock }: Pick<Ports, 'mailboxOpenings' | 'settings' | 'clock'>,
  nobody: () => Promise<never>,
): Mailbox {
  return {
    open: async (opening) => {
      if (!isAtDomain(opening.address, settings.receivingDomain)) return;
      await mailboxOpenings.open({ ...opening, until: new Date(clock.now().getTime() + OPEN_FOR) });
    },
    waitForCode: nobody,
  };
}
