import { consoleOnAws } from '../runtime/console-on-aws.ts';
import { consoleCheckHandler } from '../runtime/step-handler.ts';
import { checkProvisioning } from '../steps/check-provisioning.ts';

/** `CheckProvisioning`: guide 2-12. */
export const createHandler = consoleCheckHandler('CheckProvisioning', checkProvisioning);

export const handler = consoleOnAws(createHandler);
