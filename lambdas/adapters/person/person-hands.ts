import type { DeskTask } from '../../domain/desk/desk-task.ts';
import type { Tenant } from '../../domain/tenant.ts';
import type { ConsolePorts, Ports } from '../../ports/index.ts';
import { handsThat } from '../no-hands.ts';
import { Answers } from './answers.ts';
import type { HandsOfAStep } from './hands-of-a-step.ts';
import { mailboxOfAPerson } from './mailbox-of-a-person.ts';
import { checkConnection } from './steps/check-connection.ts';
import { checkProvisioning } from './steps/check-provisioning.ts';
import { checkUpdate } from './steps/check-update.ts';
import { claimPrimaryAccount } from './steps/claim-primary-account.ts';
import { confirmLicence } from './steps/confirm-licence.ts';
import { confirmUserAccounts } from './steps/confirm-user-accounts.ts';
import { issueRegistrationToken } from './steps/issue-registration-token.ts';
import { provisionConsole } from './steps/provision-console.ts';
import { registerApexCentral } from './steps/register-apex-central.ts';
import { startUpdate } from './steps/start-update.ts';
import { upgradeUserAccount } from './steps/upgrade-user-account.ts';
import { verifyConsole } from './steps/verify-console.ts';
import { vaultOfAPerson } from './vault-of-a-person.ts';

export type PersonsPorts = Pick<Ports, 'vault' | 'mailboxOpenings' | 'settings' | 'clock'>;

export interface PersonAtStep {
  tenant: Tenant;
  step: string;
  task: DeskTask | undefined;
}

/** By state: what its answers mean to the consoles. */
const STEPS: Readonly<Record<string, HandsOfAStep>> = {
  ConfirmLicence: confirmLicence,
  ConfirmUserAccounts: confirmUserAccounts,
  ClaimPrimaryAccount: claimPrimaryAccount,
  ProvisionConsole: provisionConsole,
  CheckProvisioning: checkProvisioning,
  IssueRegistrationToken: issueRegistrationToken,
  RegisterApexCentral: registerApexCentral,
  CheckConnection: checkConnection,
  StartUpdate: startUpdate,
  CheckUpdate: checkUpdate,
  VerifyConsole: verifyConsole,
  UpgradeUserAccount: upgradeUserAccount,
};

/** The hands of a person at the desk: what the console shows is what they have answered; what is missing is asked. */
export function personHands(
  ports: PersonsPorts,
  { tenant, step, task }: PersonAtStep,
): ConsolePorts & Pick<Ports, 'vault'> {
  const answers = new Answers(step, task);
  const nobody = async (): Promise<never> => answers.ask('work');
  const asked = handsThat(nobody);
  const [state = ''] = step.split(':', 1);
  const answered = STEPS[state]?.({ answers, tenant, vault: ports.vault }) ?? {};
  return {
    licensingPortal: { ...asked.licensingPortal, ...answered.licensingPortal },
    apexCentral: { ...asked.apexCentral, ...answered.apexCentral },
    visionOne: { ...asked.visionOne, ...answered.visionOne },
    mailbox: mailboxOfAPerson(ports, nobody),
    vault: vaultOfAPerson(ports.vault),
  };
}
