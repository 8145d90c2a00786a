import { Duration } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import type { Names } from './names.ts';

/** Where events lie that nobody could handle: for 14 days, the longest there is, and with an alarm on it. */
export class DeadLetters extends Queue {
  /** Whose events they are: `start-batch`. */
  readonly of: string;

  constructor(scope: Construct, id: string, { names, of }: { names: Names; of: string }) {
    super(scope, id, {
      queueName: names.of(`${of}-dead-letters`),
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    this.of = of;
    const reason = 'It is itself where events go that nobody could handle.';
    acknowledge(this, 'AwsSolutions-SQS3', reason);
    acknowledge(this, 'Serverless-SQSRedrivePolicy', reason);
  }

  /** Lets EventBridge put what it could not deliver for this rule here. */
  letIn(ruleArn: string): void {
    this.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('events.amazonaws.com')],
        actions: ['sqs:SendMessage'],
        resources: [this.queueArn],
        conditions: { ArnEquals: { 'aws:SourceArn': ruleArn } },
      }),
    );
  }
}
