import { z } from 'zod';
import { paging } from './paging.ts';

const arn = z.string().min(1);
const reason = { error: z.string().max(256).optional(), cause: z.string().max(32_768).optional() };
const taskToken = z.string().min(1).max(2048);

/** What the operations of the endpoint take; fields it has no use for (tracing, `includedData`) are let through. */
export const stepFunctionsShapes = {
  stateMachine: z.object({ stateMachineArn: arn }),
  versions: z.object({ stateMachineArn: arn, ...paging }),
  alias: z.object({ stateMachineAliasArn: arn }),
  start: z.object({ stateMachineArn: arn, name: z.string().optional(), input: z.string().optional() }),
  execution: z.object({ executionArn: arn }),
  listExecutions: z.object({
    stateMachineArn: arn,
    statusFilter: z.enum(['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED']).optional(),
    ...paging,
  }),
  history: z.object({ executionArn: arn, reverseOrder: z.boolean().default(false), ...paging }),
  stop: z.object({ executionArn: arn, ...reason }),
  redrive: z.object({ executionArn: arn, clientToken: z.string().min(1).max(64).optional() }),
  token: z.object({ taskToken }),
  taskSuccess: z.object({ taskToken, output: z.string() }),
  taskFailure: z.object({ taskToken, ...reason }),
};
