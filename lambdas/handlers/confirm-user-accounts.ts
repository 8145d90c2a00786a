import { consoleOnAws } from '../runtime/console-on-aws.ts';
import { consoleStepHandler } from '../runtime/step-handler.ts';
import { confirmUserAccounts } from '../steps/confirm-user-accounts.ts';

/** `ConfirmUserAccounts`: guide 1-2. */
export const createHandler = consoleStepHandler('ConfirmUserAccounts', confirmUserAccounts);

export const handler = consoleOnAws(createHandler);
