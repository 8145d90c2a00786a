import { consoleHandsOnAws } from '../runtime/console-hands-on-aws.ts';
import { onAws } from '../runtime/on-aws.ts';
import { consoleStepHandler } from '../runtime/step-handler.ts';
import { provisionConsole } from '../steps/provision-console.ts';

/** `ProvisionConsole`: guide 2-10, 2-11. */
export const createHandler = consoleStepHandler('ProvisionConsole', provisionConsole);

export const handler = onAws(createHandler, consoleHandsOnAws);
