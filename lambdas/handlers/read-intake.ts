import { intakeRun } from '../runtime/events.ts';
import { onAws } from '../runtime/on-aws.ts';
import { batches, consoleOwners, files, switches, tenants } from '../runtime/ports-on-aws.ts';
import { stepHandler } from '../runtime/step-handler.ts';
import { readIntake } from '../steps/read-intake.ts';

/** `ReadIntake`: guide 1-3, the CSV. */
export const createHandler = stepHandler(intakeRun, readIntake);

export const handler = onAws(createHandler, { batches, consoleOwners, files, switches, tenants });
