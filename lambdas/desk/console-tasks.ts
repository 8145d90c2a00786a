import { randomUUID } from 'node:crypto';
import type { DeskTask } from '../domain/desk-task.ts';
import { accountOf } from '../domain/user-upgrade.ts';
import type { StepError } from '../domain/errors.ts';
import type { Ports } from '../ports/index.ts';
import { noteFailure } from '../runtime/note-failure.ts';
import { performStep, type ConsoleStep, type Performed } from '../runtime/perform-step.ts';
import type { TokenCall } from '../runtime/step-call.ts';
import { noteUserFailure, performUserStep, type UserStep } from '../runtime/perform-user-step.ts';
import { checkConnection } from '../steps/check-connection.ts';
import { checkProvisioning } from '../steps/check-provisioning.ts';
import { checkUpdate } from '../steps/check-update.ts';
import { claimPrimaryAccount } from '../steps/claim-primary-account.ts';
import { confirmLicence } from '../steps/confirm-licence.ts';
import { confirmUserAccounts } from '../steps/confirm-user-accounts.ts';
import { issueRegistrationToken } from '../steps/issue-registration-token.ts';
import { provisionConsole } from '../steps/provision-console.ts';
import { registerApexCentral } from '../steps/register-apex-central.ts';
import { startUpdate } from '../steps/start-update.ts';
import { upgradeUserAccount } from '../steps/upgrade-user-account.ts';
import { verifyConsole } from '../steps/verify-console.ts';
import type { ConsoleTask } from './question.ts';
import { CHECK_CONNECTION } from './tasks/check-connection.ts';
import { CHECK_PROVISIONING } from './tasks/check-provisioning.ts';
import { CHECK_UPDATE } from './tasks/check-update.ts';
import { CLAIM_PRIMARY_ACCOUNT } from './tasks/claim-primary-account.ts';
import { CONFIRM_LICENCE } from './tasks/confirm-licence.ts';
import { CONFIRM_USER_ACCOUNTS } from './tasks/confirm-user-accounts.ts';
import { ISSUE_REGISTRATION_TOKEN } from './tasks/issue-registration-token.ts';
import { PROVISION_CONSOLE } from './tasks/provision-console.ts';
import { REGISTER_APEX_CENTRAL } from './tasks/register-apex-central.ts';
import { START_UPDATE } from './tasks/start-update.ts';
import { UPGRADE_USER_ACCOUNT } from './tasks/upgrade-user-account.ts';
import { VERIFY_CONSOLE } from './tasks/verify-console.ts';

/** A console task with the step that its answers finish. Bound here and not in the task: a step's hands are its tasks'. */
export interface BoundTask extends ConsoleTask {
  /** Does the step with what has been answered so far. */
  perform(ports: Ports, task: DeskTask, call: TokenCall): Promise<Performed>;
  /** Writes down why the step was given back. */
  noteFailure(ports: Ports, task: DeskTask, error: StepError): Promise<void>;
}

/** Every step on a console that a person can do, in the order of the guide. */
export const CONSOLE_TASKS: readonly BoundTask[] = [
  ofTenant(CONFIRM_LICENCE, confirmLicence),
  ofTenant(CONFIRM_USER_ACCOUNTS, confirmUserAccounts),
  ofTenant(CLAIM_PRIMARY_ACCOUNT, claimPrimaryAccount),
  ofTenant(PROVISION_CONSOLE, provisionConsole),
  ofTenant(CHECK_PROVISIONING, checkProvisioning),
  ofTenant(ISSUE_REGISTRATION_TOKEN, issueRegistrationToken),
  ofTenant(REGISTER_APEX_CENTRAL, registerApexCentral),
  ofTenant(CHECK_CONNECTION, checkConnection),
  ofTenant(START_UPDATE, startUpdate),
  ofTenant(CHECK_UPDATE, checkUpdate),
  ofTenant(VERIFY_CONSOLE, verifyConsole),
  ofUser(UPGRADE_USER_ACCOUNT, upgradeUserAccount),
];

/** A step of `migrate-tenant` by hand: the same step code runs, with the person's answers as its hands. */
function ofTenant(asked: ConsoleTask, run: ConsoleStep['run']): BoundTask {
  const { step } = asked;
  return {
    ...asked,
    perform: (ports, _task, call) => performStep(ports, { step, run }, call),
    noteFailure: (ports, { subject: tenantId, execution }, error) =>
      noteFailure(ports, { tenantId, step, execution, invocation: randomUUID() }, error),
  };
}

/** A step of `hand-over-tenant` for one user account, which the task names behind a colon. */
function ofUser(asked: ConsoleTask, run: UserStep['run']): BoundTask {
  const { step } = asked;
  return {
    ...asked,
    perform: (ports, task, call) =>
      performUserStep(ports, { step, run }, { ...call, account: accountOf(task.step) ?? '' }),
    noteFailure: async (ports, task, error) => {
      const invocation = randomUUID();
      const now = ports.clock.now();
      const user = (await ports.users.list(task.subject)).find(({ name }) => name === accountOf(task.step));
      if (!user) return;
      const started = await ports.users.begin(user, { invocation, now, expiresAt: new Date(now.getTime() + 60_000) });
      await noteUserFailure(ports, started, invocation, error);
    },
  };
}
