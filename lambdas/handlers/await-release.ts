import { releaseRun } from '../runtime/events.ts';
import { onAws } from '../runtime/on-aws.ts';
import type { CreateHandler } from '../runtime/step-handler.ts';
import { awaitRelease } from '../steps/await-release.ts';

/** `AwaitRelease`: before the first tenant of a batch starts; the desk answers the token where people decide. */
export const createHandler: CreateHandler = (ports) => async (event) => {
  const run = releaseRun.parse(event);
  const answer = await awaitRelease(ports, run);
  if (answer) await ports.executions.succeedTask(run.taskToken, answer);
  return {};
};

export const handler = onAws(createHandler);
