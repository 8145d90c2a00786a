import { consoleHandsOnAws } from '../runtime/console-hands-on-aws.ts';
import { onAws } from '../runtime/on-aws.ts';
import { userStepHandler } from '../runtime/user-step-handler.ts';
import { upgradeUserAccount } from '../steps/upgrade-user-account.ts';

/** `UpgradeUserAccount`: guide 3-19, one account. */
export const createHandler = userStepHandler('UpgradeUserAccount', upgradeUserAccount);

export const handler = onAws(createHandler, consoleHandsOnAws);
