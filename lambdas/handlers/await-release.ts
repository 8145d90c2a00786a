import { releaseRun } from '../runtime/events.ts';
import { onAws } from '../runtime/on-aws.ts';
import type { CreateHandler } from '../runtime/step-handler.ts';
import { awaitRelease } from '../steps/await-release.ts';

/** `AwaitRelease`: before the first tenant of a batch starts. */
export const createHandler: CreateHandler = (ports) => async (event) => {
  const { batchId, taskToken } = releaseRun.parse(event);
  await ports.executions.succeedTask(taskToken, await awaitRelease(ports, { batchId }));
  return {};
};

export const handler = onAws(createHandler);
