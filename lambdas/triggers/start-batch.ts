import * as z from '../domain/zod.ts';
import { whyNoBatch } from '../domain/intake/why-no-batch.ts';
import { batchIdOf } from '../domain/names.ts';
import type { Ports } from '../ports/index.ts';
import { log } from '../runtime/logger.ts';
import { onAws } from '../runtime/on-aws.ts';
import { executions } from '../runtime/ports-on-aws.ts';
import type { CreateHandler } from '../runtime/step-handler.ts';

const objectCreated = z.object({
  detail: z.object({
    bucket: z.object({ name: z.string() }),
    object: z.object({ key: z.string(), size: z.number(), 'version-id': z.optional(z.string()) }),
  }),
});

/**
 * EventBridge "Object Created" of the intake bucket: starts the batch of that object version, named after it, with an
 * input that holds nothing else that varies, so that an event delivered twice is the same batch.
 */
export const createHandler: CreateHandler<Pick<Ports, 'executions'>> = (ports) => async (event) => {
  const { bucket, object } = objectCreated.parse(event).detail;
  const { key, size, 'version-id': versionId } = object;
  const why = whyNoBatch({ key, size });
  if (why) {
    log.info('OBJECT_IGNORED', `An object in the intake bucket is no batch: ${why}.`, { key });
    return { ignored: why };
  }
  // Without versioning there is no id; "null" is what S3 itself calls that version.
  const intake = { bucket: bucket.name, key, versionId: versionId ?? 'null' };
  const name = batchIdOf(intake);
  await ports.executions.startBatch(name, { ...intake, dryRun: key.startsWith('dry-run/') });
  log.info('BATCH_STARTED', 'A CSV arrived and its batch was started.', { key, batchId: name });
  return { batchId: name };
};

export const handler = onAws(createHandler, { executions });
