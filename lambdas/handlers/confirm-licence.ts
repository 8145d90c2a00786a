import { consoleOnAws } from '../runtime/console-on-aws.ts';
import { consoleStepHandler } from '../runtime/step-handler.ts';
import { confirmLicence } from '../steps/confirm-licence.ts';

/** `ConfirmLicence`: guide 1-1. */
export const createHandler = consoleStepHandler('ConfirmLicence', confirmLicence);

export const handler = consoleOnAws(createHandler);
