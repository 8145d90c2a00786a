import { consoleOnAws } from '../runtime/console-on-aws.ts';
import { consoleStepHandler } from '../runtime/step-handler.ts';
import { registerApexCentral } from '../steps/register-apex-central.ts';

/** `RegisterApexCentral`: guide 3-6 to 3-9. */
export const createHandler = consoleStepHandler('RegisterApexCentral', registerApexCentral);

export const handler = consoleOnAws(createHandler);
