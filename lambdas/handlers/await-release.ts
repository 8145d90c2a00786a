import { releaseRun } from '../runtime/events.ts';
import { onAws } from '../runtime/on-aws.ts';
import { batches, desk, executions, links, mailer, tenants, vault } from '../runtime/ports-on-aws.ts';
import { decisionHandler } from '../runtime/step-handler.ts';
import { awaitRelease } from '../steps/await-release.ts';

/** `AwaitRelease`: before the first tenant of a batch starts. */
export const createHandler = decisionHandler(releaseRun, awaitRelease);

export const handler = onAws(createHandler, { batches, desk, executions, links, mailer, tenants, vault });
