import { DynamoTable } from '../../../lambdas/adapters/dynamo/dynamo-table.ts';
import { kmsClient } from '../../../lambdas/adapters/kms/client.ts';
import { KmsVault } from '../../../lambdas/adapters/kms/kms-vault.ts';
import type { Vault } from '../../../lambdas/ports/vault.ts';
import type { Deployment } from './deployment.ts';

/** The deployment's vault: a file of its own, for most commands never load what it needs. */
export function vaultOf({ vaultTable, vaultKey }: Deployment): Vault {
  const table = new DynamoTable(vaultTable);
  return new KmsVault({ table, kms: kmsClient(), keyId: vaultKey });
}
