import { stepFunctionsClient } from '../../../lambdas/adapters/step-functions/client.ts';
import { StepFunctionsExecutions } from '../../../lambdas/adapters/step-functions/step-functions-executions.ts';

/** Whether an execution still runs; one call, whichever machine it is of. */
export function isRunning(execution: string): Promise<boolean> {
  return new StepFunctionsExecutions({ client: stepFunctionsClient(), batchMachineArn: '' }).isRunning(execution);
}
