import { consoleOnAws } from '../runtime/console-on-aws.ts';
import { consoleCheckHandler } from '../runtime/step-handler.ts';
import { checkUpdate } from '../steps/check-update.ts';

/** `CheckUpdate`: guide 3-16, 3-17. */
export const createHandler = consoleCheckHandler('CheckUpdate', checkUpdate);

export const handler = consoleOnAws(createHandler);
