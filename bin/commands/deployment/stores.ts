import { dynamoClient } from '../../../lambdas/adapters/dynamo/client.ts';
import { DynamoBatchStore } from '../../../lambdas/adapters/dynamo/dynamo-batch-store.ts';
import { DynamoDesk } from '../../../lambdas/adapters/dynamo/dynamo-desk.ts';
import { DynamoSwitches } from '../../../lambdas/adapters/dynamo/dynamo-switches.ts';
import { DynamoTenantStore } from '../../../lambdas/adapters/dynamo/dynamo-tenant-store.ts';
import { DynamoUserStore } from '../../../lambdas/adapters/dynamo/dynamo-user-store.ts';
import type { Ports } from '../../../lambdas/ports/index.ts';
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
