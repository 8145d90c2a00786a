import { stepFunctionsClient } from '../../../lambdas/adapters/step-functions/client.ts';
import { StepFunctionsExecutions } from '../../../lambdas/adapters/step-functions/step-functions-executions.ts';
import { SystemClock } from '../../../lambdas/adapters/system-clock.ts';
import type { Ports } from '../../../lambdas/ports/index.ts';
import type { Deployment } from './deployment.ts';
import { storesOf } from './stores.ts';
import { vaultOf } from './vault.ts';

/** What a command needs that answers a state in an operator's name. */
export function answeringPorts(
  deployment: Deployment,
): Pick<Ports, 'batches' | 'tenants' | 'desk' | 'switches' | 'vault' | 'executions' | 'clock'> {
  const { migrateBatchArn: batchMachineArn } = deployment;
  return {
    ...storesOf(deployment),
    vault: vaultOf(deployment),
    executions: new StepFunctionsExecutions({ client: stepFunctionsClient(), batchMachineArn }),
    clock: new SystemClock(),
  };
}
