import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';

/** Tenants, their journal, batches and the marks of sent mails. */
export function mainTable(tableName: string): CreateTableCommandInput {
  return keyedByText(tableName);
}

/** Sealed secrets and nothing else: without point-in-time recovery, so that destroyed means destroyed. */
export function vaultTable(tableName: string): CreateTableCommandInput {
  return keyedByText(tableName);
}

/** No indexes: every question the product asks is a key or a prefix. */
function keyedByText(tableName: string): CreateTableCommandInput {
  return {
    TableName: tableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [
      { AttributeName: 'pk', AttributeType: 'S' },
      { AttributeName: 'sk', AttributeType: 'S' },
    ],
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
  };
}
