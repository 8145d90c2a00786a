import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, Table, TableEncryption, type TableProps } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import type { Keys } from './keys.ts';
import type { Names } from './names.ts';
import { isRehearsal } from './hands.ts';
import type { StageSettings } from './stage-settings.ts';

/** Keyed by text alone, without indexes: every question the product asks is a key or a prefix. */
const keyed = {
  partitionKey: { name: 'pk', type: AttributeType.STRING },
  sortKey: { name: 'sk', type: AttributeType.STRING },
  // A batch of 100,000 tenants an hour and then nothing for a week.
  billingMode: BillingMode.PAY_PER_REQUEST,
  encryption: TableEncryption.CUSTOMER_MANAGED,
  // Their names are fixed: what a first deployment that fails left behind would keep the next one from making them.
  removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
} satisfies Partial<TableProps>;

export interface TablesProps {
  keys: Keys;
  names: Names;
  settings: Pick<StageSettings, 'defaultHands' | 'deletionProtection'>;
}

/** Where everything is recorded, and where secrets lie; both outlive the stack. */
export class Tables extends Construct {
  /** Tenants, their journals, batches, and the marks of sent mails. */
  readonly records: Table;
  /** Sealed secrets and nothing else: without point-in-time recovery, so that destroyed means destroyed. */
  readonly vault: Table;

  constructor(scope: Construct, id: string, { keys, names, settings }: TablesProps) {
    super(scope, id);
    const { deletionProtection } = settings;
    const rehearsal = isRehearsal(settings);
    // A tenant that a script has "migrated" must never be "already migrated" for real: other tables, not other items.
    const of = (name?: string): string =>
      [names.prefix, ...(rehearsal ? ['rehearsal'] : []), ...(name ? [name] : [])].join('-');
    this.records = new Table(this, 'Records', {
      ...keyed,
      deletionProtection,
      tableName: of(),
      encryptionKey: keys.data,
      // Counters of the desk's throttle, ids of verification mails, sightings of the circuit breaker; nothing else has it.
      timeToLiveAttribute: 'forgetAt',
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    });
    this.vault = new Table(this, 'Vault', {
      ...keyed,
      deletionProtection,
      tableName: of('vault'),
      encryptionKey: keys.vault,
    });
    acknowledge(
      this.vault,
      'AwsSolutions-DDB3',
      'A secret that was destroyed must not come back from a backup; passwords can be imported again.',
    );
  }
}
