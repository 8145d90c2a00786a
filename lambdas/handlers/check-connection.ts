import { consoleOnAws } from '../runtime/console-on-aws.ts';
import { consoleCheckHandler } from '../runtime/step-handler.ts';
import { checkConnection } from '../steps/check-connection.ts';

/** `CheckConnection`: guide 3-10, 3-11. */
export const createHandler = consoleCheckHandler('CheckConnection', checkConnection);

export const handler = consoleOnAws(createHandler);
