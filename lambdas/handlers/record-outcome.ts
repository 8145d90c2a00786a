import { tenantEnding } from '../runtime/events.ts';
import { onAws } from '../runtime/on-aws.ts';
import { batches, desk, tenants, vault } from '../runtime/ports-on-aws.ts';
import { stepHandler } from '../runtime/step-handler.ts';
import { recordOutcome } from '../steps/record-outcome.ts';

/** `RecordOutcome`: how the tenant ended in this batch. */
export const createHandler = stepHandler(tenantEnding, recordOutcome);

export const handler = onAws(createHandler, { batches, desk, tenants, vault });
