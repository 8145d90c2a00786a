import { consoleHandsOnAws } from '../runtime/console-hands-on-aws.ts';
import { onAwsWithHands } from '../runtime/on-aws.ts';
import { users } from '../runtime/ports-on-aws.ts';
import { STEP_PORTS } from '../runtime/step-ports-on-aws.ts';
import { userStepHandler } from '../runtime/user-step-handler.ts';
import { upgradeUserAccount } from '../steps/upgrade-user-account.ts';

/** `UpgradeUserAccount`: guide 3-19, one account. */
export const createHandler = userStepHandler('UpgradeUserAccount', upgradeUserAccount);

export const handler = onAwsWithHands(createHandler, { ...STEP_PORTS, users }, consoleHandsOnAws);
