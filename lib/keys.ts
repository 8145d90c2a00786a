import { RemovalPolicy } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { Names } from './names.ts';

/**
 * Two customer keys: one for records, files and histories, one for the vault alone, so that anyone who may read records
 * still cannot open a secret. Both rotate every year and outlive the stack: what they sealed would be lost with them.
 */
export class Keys extends Construct {
  readonly data: Key;
  readonly vault: Key;

  constructor(scope: Construct, id: string, names: Names) {
    super(scope, id);
    const keep = { enableKeyRotation: true, removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE };
    this.data = new Key(this, 'Data', {
      ...keep,
      alias: names.of('data'),
      description: 'visionlift: records, files, execution histories and alarms',
    });
    this.vault = new Key(this, 'Vault', {
      ...keep,
      alias: names.of('vault'),
      description: 'visionlift: secrets of tenants',
    });
    this.#letServicesIn(names);
  }

  /** AWS services that use the data key for us and not in the name of one of our roles. */
  #letServicesIn(names: Names): void {
    this.data.addToResourcePolicy(
      new PolicyStatement({
        sid: 'LogDeliveryOfStateMachines',
        principals: [new ServicePrincipal('delivery.logs.amazonaws.com')],
        actions: ['kms:Decrypt'],
        resources: ['*'],
        conditions: { StringEquals: { 'kms:EncryptionContext:SourceArn': names.logsArn() } },
      }),
    );
    this.data.addToResourcePolicy(
      new PolicyStatement({
        sid: 'AlarmsToTheOperator',
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
        resources: ['*'],
        conditions: {
          StringEquals: { 'aws:SourceAccount': names.account },
          ArnLike: { 'aws:SourceArn': names.alarmsArn() },
        },
      }),
    );
  }
}
