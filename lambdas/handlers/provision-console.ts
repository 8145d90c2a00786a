import { consoleOnAws } from '../runtime/console-on-aws.ts';
import { consoleStepHandler } from '../runtime/step-handler.ts';
import { provisionConsole } from '../steps/provision-console.ts';

/** `ProvisionConsole`: guide 2-10, 2-11. */
export const createHandler = consoleStepHandler('ProvisionConsole', provisionConsole);

export const handler = consoleOnAws(createHandler);
