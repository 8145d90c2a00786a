import type { ConsoleTaskDefinition } from './console-task-definition.ts';
import { CHECK_CONNECTION } from './steps/check-connection.ts';
import { CHECK_PROVISIONING } from './steps/check-provisioning.ts';
import { CHECK_UPDATE } from './steps/check-update.ts';
import { CLAIM_PRIMARY_ACCOUNT } from './steps/claim-primary-account.ts';
import { CONFIRM_LICENCE } from './steps/confirm-licence.ts';
import { CONFIRM_USER_ACCOUNTS } from './steps/confirm-user-accounts.ts';
import { ISSUE_REGISTRATION_TOKEN } from './steps/issue-registration-token.ts';
import { PROVISION_CONSOLE } from './steps/provision-console.ts';
import { REGISTER_APEX_CENTRAL } from './steps/register-apex-central.ts';
import { START_UPDATE } from './steps/start-update.ts';
import { UPGRADE_USER_ACCOUNT } from './steps/upgrade-user-account.ts';
import { VERIFY_CONSOLE } from './steps/verify-console.ts';

/** Every step on a console that a person can do, in the order of the guide. */
export const CONSOLE_TASKS: readonly ConsoleTaskDefinition[] = [
  CONFIRM_LICENCE,
  CONFIRM_USER_ACCOUNTS,
  CLAIM_PRIMARY_ACCOUNT,
  PROVISION_CONSOLE,
  CHECK_PROVISIONING,
  ISSUE_REGISTRATION_TOKEN,
  REGISTER_APEX_CENTRAL,
  CHECK_CONNECTION,
  START_UPDATE,
  CHECK_UPDATE,
  VERIFY_CONSOLE,
  UPGRADE_USER_ACCOUNT,
];
