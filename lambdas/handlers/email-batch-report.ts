import { batchRun } from '../runtime/events.ts';
import { onAws } from '../runtime/on-aws.ts';
import { batches, mailer } from '../runtime/ports-on-aws.ts';
import { stepHandler } from '../runtime/step-handler.ts';
import { emailBatchReport } from '../steps/email-batch-report.ts';

/** `EmailBatchReport`: one mail per batch. */
export const createHandler = stepHandler(batchRun, emailBatchReport);

export const handler = onAws(createHandler, { batches, mailer });
