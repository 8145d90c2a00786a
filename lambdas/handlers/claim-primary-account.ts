import { consoleOnAws } from '../runtime/console-on-aws.ts';
import { consoleStepHandler } from '../runtime/step-handler.ts';
import { claimPrimaryAccount } from '../steps/claim-primary-account.ts';

/** `ClaimPrimaryAccount`: guide 2-1 to 2-9. */
export const createHandler = consoleStepHandler('ClaimPrimaryAccount', claimPrimaryAccount);

export const handler = consoleOnAws(createHandler);
