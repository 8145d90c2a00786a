import { batchRun } from '../runtime/events.ts';
import { onAws } from '../runtime/on-aws.ts';
import { batches, executions, mailer, tenants } from '../runtime/ports-on-aws.ts';
import { stepHandler } from '../runtime/step-handler.ts';
import { countOutcomes } from '../steps/count-outcomes.ts';

/** `CountOutcomes`: who has no outcome yet. */
export const createHandler = stepHandler(batchRun, countOutcomes);

export const handler = onAws(createHandler, { batches, executions, mailer, tenants });
