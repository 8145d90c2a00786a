import { consoleHandsOnAws } from '../runtime/console-hands-on-aws.ts';
import { onAws } from '../runtime/on-aws.ts';
import { consoleStepHandler } from '../runtime/step-handler.ts';
import { confirmLicence } from '../steps/confirm-licence.ts';

/** `ConfirmLicence`: guide 1-1. */
export const createHandler = consoleStepHandler('ConfirmLicence', confirmLicence);

export const handler = onAws(createHandler, consoleHandsOnAws);
