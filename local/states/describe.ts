import type { ExecutionClosed, ExecutionDescription } from './engine-types.ts';
import type { Execution } from './execution.ts';

export function describe(execution: Execution): ExecutionDescription {
  const { stopDate, output, error } = execution;
  return {
    executionArn: execution.arn,
    stateMachineArn: execution.machine.arn,
    ...execution.startedBy,
    name: execution.name,
    status: execution.status,
    startDate: execution.startDate,
    ...(stopDate && { stopDate }),
    input: execution.input.text,
    ...(output && { output: output.text }),
    ...(error && error.error !== '' && { error: error.error }),
    ...(error?.causeText !== undefined && { cause: error.causeText }),
  };
}

export function closedDetail(execution: Execution): ExecutionClosed {
  const { status, stopDate, output, error } = execution;
  if (status === 'RUNNING' || !stopDate) throw new Error(`${execution.arn} has not closed`);
  return {
    executionArn: execution.arn,
    stateMachineArn: execution.machine.arn,
    name: execution.name,
    status,
    startDate: execution.startDate.getTime(),
    stopDate: stopDate.getTime(),
    input: execution.input.text,
    output: output?.text ?? null,
    error: error?.error || null,
    cause: error?.causeText ?? null,
  };
}
