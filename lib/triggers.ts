import { Duration } from 'aws-cdk-lib';
import { Schedule } from 'aws-cdk-lib/aws-events';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { DeadLetters } from './dead-letters.ts';
import { readsObjectsOf } from './grants.ts';
import { permissionsOfTriggers } from './permissions.ts';
import type { Resources } from './resources.ts';
import type { OutboundMail } from './outbound-mail.ts';
import { Trigger } from './trigger.ts';

/**
 * What happens by itself: a file starts its batch, an ended execution closes its tenant, a mail brings its code,
 * one that did not arrive is put on record, and every quarter of an hour somebody looks for what was lost.
 */
export class Triggers extends Construct {
  readonly startBatch: Trigger;
  readonly executionEnded: Trigger;
  readonly onSchedule: Trigger;
  readonly undeliveredMail: Trigger;
  /** Only where this deployment receives mail. */
  readonly receiveMail: Trigger | undefined;

  constructor(
    scope: Construct,
    id: string,
    { resources, sending, mails }: { resources: Resources; sending: OutboundMail; mails?: IBucket | undefined },
  ) {
    super(scope, id);
    this.startBatch = new Trigger(this, 'StartBatch', {
      resources,
      name: 'start-batch',
      description: 'Starts the batch of each CSV that arrives under incoming/ or dry-run/',
      on: objectCreated(resources.buckets.intake, ['incoming/', 'dry-run/']),
      permissions: permissionsOfTriggers['start-batch'],
    });
    this.executionEnded = new Trigger(this, 'ExecutionEnded', {
      resources,
      name: 'execution-ended',
      description: 'Records the outcome of each tenant whose execution ended in a way that it could not record itself',
      on: {
        pattern: {
          source: ['aws.states'],
          detailType: ['Step Functions Execution Status Change'],
          detail: {
            stateMachineArn: [resources.names.machineArn('migrate-tenant')],
            status: ['FAILED', 'TIMED_OUT', 'ABORTED'],
          },
        },
      },
      permissions: permissionsOfTriggers['execution-ended'],
    });
    this.onSchedule = new Trigger(this, 'OnSchedule', {
      resources,
      name: 'on-schedule',
      description: 'Finds batches, tenants, desk tasks and updates that nothing else would come back to',
      on: { schedule: Schedule.rate(Duration.minutes(15)) },
      permissions: permissionsOfTriggers['on-schedule'],
      // It walks through every tenant of the batches under way, and may write the report of one that is gone.
      timeout: Duration.minutes(10),
      memorySize: 1769,
    });
    this.undeliveredMail = new Trigger(this, 'UndeliveredMail', {
      resources,
      name: 'undelivered-mail',
      description:
        'Puts each bounce and complaint on record with its tenant, and before the operator where somebody waits',
      on: { pattern: sending.undelivered },
      permissions: permissionsOfTriggers['undelivered-mail'],
    });
    this.receiveMail =
      mails &&
      new Trigger(this, 'ReceiveMail', {
        resources,
        name: 'receive-mail',
        description: 'Takes the verification code out of each mail that the receiving domain takes in',
        on: objectCreated(mails),
        permissions: [...permissionsOfTriggers['receive-mail'], readsObjectsOf(mails.bucketArn)],
      });
  }

  get deadLetters(): DeadLetters[] {
    const triggers = [this.startBatch, this.executionEnded, this.onSchedule, this.undeliveredMail, this.receiveMail];
    return triggers.filter((trigger) => trigger !== undefined).map((trigger) => trigger.deadLetters);
  }
}

function objectCreated(bucket: IBucket, prefixes?: readonly string[]) {
  return {
    pattern: {
      source: ['aws.s3'],
      detailType: ['Object Created'],
      detail: {
        bucket: { name: [bucket.bucketName] },
        ...(prefixes && { object: { key: prefixes.map((prefix) => ({ prefix })) } }),
      },
    },
  };
}
