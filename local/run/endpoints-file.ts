import { readFileSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from '../../lambdas/domain/zod.ts';

const NAME = 'endpoints.json';

const endpointsSchema = z.object({
  /** What leads SDK clients to the embedded services, and to nothing else. */
  environment: z.record(z.string(), z.string()),
  /** What the deployment is made of. */
  recordsTable: z.string(),
  vaultTable: z.string(),
  vaultKey: z.string(),
  intakeBucket: z.string(),
  reportsBucket: z.string(),
  evidenceBucket: z.string(),
  migrateBatchArn: z.string(),
  migrateTenantArn: z.string(),
  handOverTenantArn: z.string(),
  /** What the functions find in their environment. */
  functions: z.record(z.string(), z.string()),
  /** Says what time it is in this run. */
  clock: z.string(),
});

/** Where the services of `npm run local` are, for commands in other processes. Nothing in it is secret. */
export type Endpoints = z.infer<typeof endpointsSchema>;

export async function writeEndpoints(out: string, endpoints: Endpoints): Promise<void> {
  await writeFile(join(out, NAME), `${JSON.stringify(endpoints, null, 2)}\n`);
}

/** Gone when the services are: a command is then told that nothing is up, and does not wait for an answer. */
export async function removeEndpoints(out: string): Promise<void> {
  await rm(join(out, NAME), { force: true });
}

/** Undefined where nothing has been kept up, or it was stopped. */
export function readEndpoints(out: string): Endpoints | undefined {
  let text: string;
  try {
    text = readFileSync(join(out, NAME), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  return endpointsSchema.parse(JSON.parse(text));
}
