import { dynamoClient } from '../../../lambdas/adapters/dynamo/client.ts';
import { DynamoBatchStore } from '../../../lambdas/adapters/dynamo/dynamo-batch-store.ts';
import { DynamoDesk } from '../../../lambdas/adapters/dynamo/dynamo-desk.ts';
import { DynamoSwitches } from '../../../lambdas/adapters/dynamo/dynamo-switches.ts';
import { DynamoTenantStore } from '../../../lambdas/adapters/dynamo/dynamo-tenant-store.ts';
import { DynamoUserStore } from '../../../lambdas/adapters/dynamo/dynamo-user-store.ts';
import { kmsClient } from '../../../lambdas/adapters/kms/client.ts';
import { KmsVault } from '../../../lambdas/adapters/kms/kms-vault.ts';
import { stepFunctionsClient } from '../../../lambdas/adapters/step-functions/client.ts';
import { StepFunctionsExecutions } from '../../../lambdas/adapters/step-functions/step-functions-executions.ts';
import { SystemClock } from '../../../lambdas/adapters/system-clock.ts';
import type { Ports } from '../../../lambdas/ports/index.ts';
import type { Vault } from '../../../lambdas/ports/vault.ts';
import type { Deployment } from './deployment.ts';

/** The deployment's records, as its functions see them; what may be done with them is decided by who asks. */
export function storesOf({
  recordsTable,
}: Deployment): Pick<Ports, 'batches' | 'tenants' | 'users' | 'desk' | 'switches'> {
  const access = { client: dynamoClient(), tableName: recordsTable };
  return {
    batches: new DynamoBatchStore(access),
    tenants: new DynamoTenantStore(access),
    users: new DynamoUserStore(access),
    desk: new DynamoDesk(access),
    switches: new DynamoSwitches(access),
  };
}

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

export function vaultOf({ vaultTable, vaultKey }: Deployment): Vault {
  return new KmsVault({ client: dynamoClient(), tableName: vaultTable, kms: kmsClient(), keyId: vaultKey });
}
