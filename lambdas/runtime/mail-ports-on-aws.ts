import { dynamoClient } from '../adapters/dynamo/client.ts';
import { DynamoMailboxOpenings } from '../adapters/dynamo/dynamo-mailbox-openings.ts';
import { DynamoTenantStore } from '../adapters/dynamo/dynamo-tenant-store.ts';
import { kmsClient } from '../adapters/kms/client.ts';
import { KmsVault } from '../adapters/kms/kms-vault.ts';
import { SystemClock } from '../adapters/system-clock.ts';
import type { CodePorts } from '../steps/shared/take-code.ts';
import { readEnvironment, settingsOf } from './environment.ts';

/** What `receive-mail` asks for and nothing else: with the parser of mails beside it every client that is left out counts. */
export function mailPortsOnAws(): CodePorts {
  const environment = readEnvironment();
  const table = { client: dynamoClient(), tableName: environment.TABLE_NAME };
  const vault = { client: dynamoClient(), tableName: environment.VAULT_TABLE_NAME };
  const clock = new SystemClock();
  return {
    clock,
    settings: settingsOf(environment),
    tenants: new DynamoTenantStore(table),
    vault: new KmsVault({ ...vault, kms: kmsClient(), keyId: environment.VAULT_KEY_ID, clock }),
    mailboxOpenings: new DynamoMailboxOpenings(table),
  };
}
