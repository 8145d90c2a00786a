import { DynamoBatchStore } from '../../lambdas/adapters/dynamo/dynamo-batch-store.ts';
import { DynamoConsoleOwners } from '../../lambdas/adapters/dynamo/dynamo-console-owners.ts';
import { DynamoDesk } from '../../lambdas/adapters/dynamo/dynamo-desk.ts';
import { DynamoMailboxOpenings } from '../../lambdas/adapters/dynamo/dynamo-mailbox-openings.ts';
import { DynamoSwitches } from '../../lambdas/adapters/dynamo/dynamo-switches.ts';
import { DynamoTenantStore } from '../../lambdas/adapters/dynamo/dynamo-tenant-store.ts';
import { DynamoUserStore } from '../../lambdas/adapters/dynamo/dynamo-user-store.ts';
import type { Table } from '../../lambdas/adapters/dynamo/table.ts';
import type { Ports } from '../../lambdas/ports/index.ts';

type Stores = Pick<Ports, 'tenants' | 'users' | 'batches' | 'consoleOwners' | 'desk' | 'switches' | 'mailboxOpenings'>;

/** The stores of AWS over a table in this process. */
export function memoryStores(table: Table): Stores {
  return {
    tenants: new DynamoTenantStore(table),
    users: new DynamoUserStore(table),
    batches: new DynamoBatchStore(table),
    consoleOwners: new DynamoConsoleOwners(table),
    desk: new DynamoDesk(table),
    switches: new DynamoSwitches(table),
    mailboxOpenings: new DynamoMailboxOpenings(table),
  };
}
