import * as z from 'zod';
import { machineFailureSchema } from '../domain/failure.ts';
import { SKIPS } from '../steps/claim-tenant.ts';

/** The payloads that the state machines send to the plain states' functions, as the definitions write them. */
export const tenantRun = z.object({ batchId: z.string(), tenantId: z.string(), execution: z.string() });

export const tenantEnding = tenantRun.extend({
  skip: z.enum(SKIPS).nullable(),
  dryRun: z.boolean(),
  failure: machineFailureSchema.nullable(),
});

/** Of a state of a tenant that waits for an answer. */
export const handOverRun = tenantRun.extend({ taskToken: z.string() });

export const batchRun = z.object({ batchId: z.string() });

export const batchEnding = batchRun.extend({ failure: machineFailureSchema.nullable() });

export const releaseRun = batchRun.extend({ execution: z.string(), taskToken: z.string() });

export const intakeRun = batchRun.extend({
  execution: z.string(),
  bucket: z.string(),
  key: z.string(),
  versionId: z.string(),
  dryRun: z.boolean(),
});
