import { RemovalPolicy } from 'aws-cdk-lib';
import { CfnRule, EventBus, Rule, type EventPattern } from 'aws-cdk-lib/aws-events';
import { CfnResourcePolicy, LogGroup } from 'aws-cdk-lib/aws-logs';
import {
  ConfigurationSet,
  ConfigurationSetEventDestination,
  EmailIdentity,
  EmailSendingEvent,
  EventDestination,
  Identity,
  SuppressionReasons,
} from 'aws-cdk-lib/aws-ses';
import { Construct } from 'constructs';
import { DeadLetters } from './dead-letters.ts';
import type { Names } from './names.ts';
import type { StageSettings } from './stage-settings.ts';

/** Of its log, its rule and its queue. */
const FEEDBACK = 'mail-feedback';

/**
 * Who sends, and what becomes of it: the identity that SES verifies, with a configuration set by default for each of its
 * mails, and a log of every bounce and complaint, because SES stops an account that does not look at them.
 */
export class OutboundMail extends Construct {
  readonly configurationSetName: string;
  /** Who could not be reached, and who complained. */
  readonly feedback: LogGroup;
  readonly deadLetters: DeadLetters;
  /** The events of mails of ours that did not reach somebody. */
  readonly undelivered: EventPattern;

  constructor(scope: Construct, id: string, { names, settings }: { names: Names; settings: StageSettings }) {
    super(scope, id);
    this.configurationSetName = names.of('mails');
    const configurationSet = new ConfigurationSet(this, 'Mails', {
      configurationSetName: this.configurationSetName,
      reputationMetrics: true,
      // An address that bounced once is not written to again.
      suppressionReasons: SuppressionReasons.BOUNCES_AND_COMPLAINTS,
    });
    new EmailIdentity(this, 'Sender', { identity: identityOf(settings), configurationSet });
    this.feedback = new LogGroup(this, 'Feedback', {
      // EventBridge writes to groups under this prefix.
      logGroupName: `/aws/events/${names.of(FEEDBACK)}`,
      retention: settings.retention.logDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.undelivered = {
      source: ['aws.ses'],
      detailType: ['Email Bounced', 'Email Complaint Received', 'Email Rejected'],
      detail: { mail: { tags: { 'ses:configuration-set': [this.configurationSetName] } } },
    };
    this.deadLetters = new DeadLetters(this, 'DeadLetters', { names, of: FEEDBACK });
    new ConfigurationSetEventDestination(this, 'BouncesAndComplaints', {
      configurationSet,
      destination: EventDestination.eventBus(EventBus.fromEventBusName(this, 'DefaultBus', 'default')),
      events: [EmailSendingEvent.BOUNCE, EmailSendingEvent.COMPLAINT, EmailSendingEvent.REJECT],
    });
    this.#log(names);
  }

  /** The rule on the resources themselves: CDK's target for log groups brings a custom resource with it. */
  #log(names: Names): void {
    const rule = new Rule(this, 'Rule', {
      ruleName: names.of(FEEDBACK),
      description: 'Keeps who could not be reached by mail, and who complained',
      eventPattern: { ...this.undelivered, account: [names.account] },
    });
    const resource = rule.node.defaultChild;
    if (!(resource instanceof CfnRule)) throw new Error('a rule of this stack has no resource');
    const logGroupArn = names.logGroupArn(this.feedback.logGroupName);
    resource.targets = [{ id: 'Log', arn: logGroupArn, deadLetterConfig: { arn: this.deadLetters.queueArn } }];
    this.deadLetters.letIn(rule.ruleArn);
    const allow = { Effect: 'Allow', Principal: { Service: ['events.amazonaws.com', 'delivery.logs.amazonaws.com'] } };
    new CfnResourcePolicy(this, 'LetEventsIn', {
      policyName: names.of(FEEDBACK),
      policyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          { ...allow, Action: 'logs:CreateLogStream', Resource: `${logGroupArn}:*` },
          {
            ...allow,
            Action: 'logs:PutLogEvents',
            Resource: `${logGroupArn}:*:*`,
            Condition: { ArnEquals: { 'aws:SourceArn': names.ruleArn(names.of(FEEDBACK)) } },
          },
        ],
      }),
    });
  }
}

function identityOf({ sender, senderIdentity }: StageSettings): Identity {
  const identity = senderIdentity ?? sender.slice(sender.lastIndexOf('@') + 1);
  return identity.includes('@') ? Identity.email(identity) : Identity.domain(identity);
}
