import { onAws } from '../runtime/on-aws.ts';
import { consoleStepHandler } from '../runtime/step-handler.ts';
import { STEP_PORTS } from '../runtime/step-ports-on-aws.ts';
import { askForConsent } from '../steps/ask-for-consent.ts';

/** `AskForConsent`: before any point of no return. */
export const createHandler = consoleStepHandler('AskForConsent', askForConsent);

export const handler = onAws(createHandler, STEP_PORTS);
