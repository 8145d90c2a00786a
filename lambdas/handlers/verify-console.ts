import { consoleOnAws } from '../runtime/console-on-aws.ts';
import { consoleStepHandler } from '../runtime/step-handler.ts';
import { verifyConsole } from '../steps/verify-console.ts';

/** `VerifyConsole`: guide 3-18. */
export const createHandler = consoleStepHandler('VerifyConsole', verifyConsole);

export const handler = consoleOnAws(createHandler);
