import { batchEnding } from '../runtime/events.ts';
import { onAws } from '../runtime/on-aws.ts';
import { batches, desk, files, tenants, users, vault } from '../runtime/ports-on-aws.ts';
import { stepHandler } from '../runtime/step-handler.ts';
import { writeReport } from '../steps/write-report.ts';

/** `WriteReport`: report.csv, report.json, report.html, and how the batch ended. */
export const createHandler = stepHandler(batchEnding, writeReport);

export const handler = onAws(createHandler, { batches, desk, files, tenants, users, vault });
