import * as z from '../domain/zod.ts';
import { machineFailureSchema } from '../domain/failure.ts';
import { SKIPS } from '../steps/claim-tenant.ts';

/** The payloads that the state machines send to the plain states' functions, as the definitions write them. */
export const tenantRun = z.object({ batchId: z.string(), tenantId: z.string(), execution: z.string() });

export const tenantEnding = z.extend(tenantRun, {
  skip: z.nullable(z.enum(SKIPS)),
  dryRun: z.boolean(),
  failure: z.nullable(machineFailureSchema),
});

/** Of a state of a tenant that waits for an answer. */
export const handOverRun = z.extend(tenantRun, { taskToken: z.string() });

export const batchRun = z.object({ batchId: z.string() });

export const batchEnding = z.extend(batchRun, { failure: z.nullable(machineFailureSchema) });

export const releaseRun = z.extend(batchRun, { execution: z.string(), taskToken: z.string() });

export const intakeRun = z.extend(batchRun, {
  execution: z.string(),
  bucket: z.string(),
  key: z.string(),
  versionId: z.string(),
  dryRun: z.boolean(),
});
