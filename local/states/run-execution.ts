import { ROLE_ARN } from './arns.ts';
import type { Execution } from './execution.ts';
import { Frame } from './frame.ts';
import { WHOLE } from './history.ts';
import { runGraph } from './run-graph.ts';
import type { Runtime } from './runtime.ts';
import { Stopped } from './scope.ts';
import { asStatesError } from './states-error.ts';

/** Runs an execution until it closes; what closes it from outside (a stop, its time-out) stops its scope. */
export async function runExecution(execution: Execution, runtime: Runtime): Promise<void> {
  const frame = new Frame(runtime, execution);
  const { input, machine } = execution;
  try {
    if (execution.redrives.count === 0) {
      // The first state follows from nothing on AWS either.
      frame.note('ExecutionStarted', () => ({
        executionStartedEventDetails: { input: input.text, inputDetails: WHOLE, roleArn: ROLE_ARN },
      }));
    }
    execution.history.sawPayload(input.bytes);
    execution.succeed(await runGraph(machine.definition, input, frame));
  } catch (failure) {
    if (!(failure instanceof Stopped)) execution.fail(asStatesError(failure));
  }
}
