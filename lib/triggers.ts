import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { DeadLetters } from './dead-letters.ts';
import { readsObjectsOf } from './grants.ts';
import { permissionsOfTriggers } from './permissions.ts';
import type { Resources } from './resources.ts';
import { Trigger } from './trigger.ts';

/** What happens by itself: a file starts its batch, an ended execution closes its tenant, a mail brings its code. */
export class Triggers extends Construct {
  readonly startBatch: Trigger;
  readonly executionEnded: Trigger;
  /** Only where this deployment receives mail. */
  readonly receiveMail: Trigger | undefined;

  constructor(
    scope: Construct,
    id: string,
    { resources, mails }: { resources: Resources; mails?: IBucket | undefined },
  ) {
    super(scope, id);
    this.startBatch = new Trigger(this, 'StartBatch', {
      resources,
      name: 'start-batch',
      description: 'Starts the batch of each CSV that arrives under incoming/ or dry-run/',
      pattern: objectCreated(resources.buckets.intake, ['incoming/', 'dry-run/']),
      permissions: permissionsOfTriggers['start-batch'],
    });
    this.executionEnded = new Trigger(this, 'ExecutionEnded', {
      resources,
      name: 'execution-ended',
      description: 'Records the outcome of each tenant whose execution ended in a way that it could not record itself',
      pattern: {
        source: ['aws.states'],
        detailType: ['Step Functions Execution Status Change'],
        detail: {
          stateMachineArn: [resources.names.machineArn('migrate-tenant')],
          status: ['FAILED', 'TIMED_OUT', 'ABORTED'],
        },
      },
      permissions: permissionsOfTriggers['execution-ended'],
    });
    this.receiveMail =
      mails &&
      new Trigger(this, 'ReceiveMail', {
        resources,
        name: 'receive-mail',
        description: 'Takes the verification code out of each mail that the receiving domain takes in',
        pattern: objectCreated(mails),
        permissions: [...permissionsOfTriggers['receive-mail'], readsObjectsOf(mails.bucketArn)],
      });
  }

  get deadLetters(): DeadLetters[] {
    const triggers = [this.startBatch, this.executionEnded, this.receiveMail];
    return triggers.filter((trigger) => trigger !== undefined).map((trigger) => trigger.deadLetters);
  }
}

function objectCreated(bucket: IBucket, prefixes?: readonly string[]) {
  return {
    source: ['aws.s3'],
    detailType: ['Object Created'],
    detail: {
      bucket: { name: [bucket.bucketName] },
      ...(prefixes && { object: { key: prefixes.map((prefix) => ({ prefix })) } }),
    },
  };
}
