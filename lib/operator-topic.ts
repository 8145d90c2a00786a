import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import type { Keys } from './keys.ts';
import type { Names } from './names.ts';

export interface OperatorTopicProps {
  names: Names;
  keys: Keys;
  operatorEmail: string;
}

/** Where alarms go: to the operator's address, once its owner has confirmed the mail that AWS sends for it. */
export class OperatorTopic extends Topic {
  constructor(scope: Construct, id: string, { names, keys, operatorEmail }: OperatorTopicProps) {
    super(scope, id, {
      topicName: names.of('operator'),
      displayName: names.prefix,
      masterKey: keys.data,
      enforceSSL: true,
    });
    const subscription = this.addSubscription(new EmailSubscription(operatorEmail));
    acknowledge(
      subscription,
      'Serverless-SNSRedrivePolicy',
      'SNS keeps no dead letters of mails; an alarm stays in the console and on the dashboard until it is over.',
    );
    this.addToResourcePolicy(
      new PolicyStatement({
        sid: 'AlarmsOfThisDeployment',
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [this.topicArn],
        conditions: {
          StringEquals: { 'aws:SourceAccount': names.account },
          ArnLike: { 'aws:SourceArn': names.alarmsArn() },
        },
      }),
    );
  }
}
