import type { BatchStore } from '../../ports/batch-store.ts';
import type { Mailer } from '../../ports/mailer.ts';

/** Where migrations are real there is nothing to add. */
export const mailerOfThisDeployment = (mailer: Mailer): Mailer => mailer;

export const batchesOfThisDeployment = (batches: BatchStore): BatchStore => batches;
