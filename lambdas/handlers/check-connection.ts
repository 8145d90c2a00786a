import { consoleHandsOnAws } from '../runtime/console-hands-on-aws.ts';
import { onAws } from '../runtime/on-aws.ts';
import { consoleStepHandler } from '../runtime/step-handler.ts';
import { checkConnection } from '../steps/check-connection.ts';

/** `CheckConnection`: guide 3-10, 3-11. */
export const createHandler = consoleStepHandler('CheckConnection', checkConnection);

export const handler = onAws(createHandler, consoleHandsOnAws);
