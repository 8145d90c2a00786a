import { handOverRun } from '../runtime/events.ts';
import { onAws } from '../runtime/on-aws.ts';
import type { CreateHandler } from '../runtime/step-handler.ts';
import { handOverPrimaryAccount } from '../steps/hand-over-primary-account.ts';

/** `HandOverPrimaryAccount`: after the users; the desk answers the token once the customer has taken the account over. */
export const createHandler: CreateHandler = (ports) => async (event) => {
  const run = handOverRun.parse(event);
  const answer = await handOverPrimaryAccount(ports, run);
  if (answer) await ports.executions.succeedTask(run.taskToken, answer);
  return {};
};

export const handler = onAws(createHandler);
