import { DynamoBatchStore } from '../../../lambdas/adapters/dynamo/dynamo-batch-store.ts';
import { DynamoConsoleOwners } from '../../../lambdas/adapters/dynamo/dynamo-console-owners.ts';
import { DynamoDesk } from '../../../lambdas/adapters/dynamo/dynamo-desk.ts';
import { DynamoSwitches } from '../../../lambdas/adapters/dynamo/dynamo-switches.ts';
import { DynamoTable } from '../../../lambdas/adapters/dynamo/dynamo-table.ts';
import { DynamoTenantStore } from '../../../lambdas/adapters/dynamo/dynamo-tenant-store.ts';
import { DynamoUserStore } from '../../../lambdas/adapters/dynamo/dynamo-user-store.ts';
import type { Ports } from '../../../lambdas/ports/index.ts';
import type { Deployment } from './deployment.ts';

/** The deployment's records, as its functions see them; what may be done with them is decided by who asks. */
export function storesOf({
  recordsTable,
}: Deployment): Pick<Ports, 'batches' | 'tenants' | 'users' | 'consoleOwners' | 'desk' | 'switches'> {
  const table = new DynamoTable(recordsTable);
  return {
    batches: new DynamoBatchStore(table),
    tenants: new DynamoTenantStore(table),
    users: new DynamoUserStore(table),
    consoleOwners: new DynamoConsoleOwners(table),
    desk: new DynamoDesk(table),
    switches: new DynamoSwitches(table),
  };
}
