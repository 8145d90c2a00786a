import type { Execution } from './execution.ts';

/** What a ResultWriter says of one child execution, in AWS's words. */
export function recordOf(child: Execution): string {
  const { output, error } = child;
  return JSON.stringify({
    ExecutionArn: child.arn,
    Input: child.input.text,
    InputDetails: { Included: true },
    Name: child.name,
    ...(output && { Output: output.text, OutputDetails: { Included: true } }),
    ...(error && { Error: error.error, Cause: error.causeText }),
    RedriveCount: 0,
    StartDate: child.startDate.toISOString(),
    StateMachineArn: child.machine.arn,
    Status: child.status,
    StopDate: child.stopDate?.toISOString(),
  });
}
