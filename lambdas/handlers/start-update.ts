import { consoleOnAws } from '../runtime/console-on-aws.ts';
import { consoleStepHandler } from '../runtime/step-handler.ts';
import { startUpdate } from '../steps/start-update.ts';

/** `StartUpdate`: guide 3-12 to 3-15. */
export const createHandler = consoleStepHandler('StartUpdate', startUpdate);

export const handler = consoleOnAws(createHandler);
