import { consoleHandsOnAws } from '../runtime/console-hands-on-aws.ts';
import { onAws } from '../runtime/on-aws.ts';
import { consoleStepHandler } from '../runtime/step-handler.ts';
import { checkProvisioning } from '../steps/check-provisioning.ts';

/** `CheckProvisioning`: guide 2-12. */
export const createHandler = consoleStepHandler('CheckProvisioning', checkProvisioning);

export const handler = onAws(createHandler, consoleHandsOnAws);
