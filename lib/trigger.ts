import { Duration } from 'aws-cdk-lib';
import { Rule, type EventPattern, type Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as LambdaTarget } from 'aws-cdk-lib/aws-events-targets';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { Construct } from 'constructs';
import { DeadLetters } from './dead-letters.ts';
import { functionEnvironment } from './function-environment.ts';
import type { Permission } from './grants.ts';
import { ProductFunction } from './product-function.ts';
import type { Resources } from './resources.ts';

export interface TriggerProps {
  resources: Resources;
  /** Of its file in `lambdas/triggers`, its function, its rule and its queue. */
  name: string;
  description: string;
  /** The events it is called with, or the times it is called at. */
  on: { pattern: EventPattern } | { schedule: Schedule };
  permissions: readonly Permission[];
  /** A minute, unless it has more to do than take in one event. */
  timeout?: Duration;
  memorySize?: number;
}

/** EventBridge's own longest; an event is worth nothing only when its object, or its tenant, is gone. */
const DELIVERED_FOR = Duration.hours(24);
const DELIVERIES = 185;

/**
 * A function that EventBridge calls. Nothing is lost: what EventBridge cannot deliver, and what the function cannot do in
 * three tries, lies in one queue.
 */
export class Trigger extends Construct {
  readonly trigger: ProductFunction;
  readonly deadLetters: DeadLetters;
  readonly rule: Rule;

  constructor(scope: Construct, id: string, props: TriggerProps) {
    super(scope, id);
    const { resources, name, description, on, permissions, timeout = Duration.minutes(1), memorySize = 512 } = props;
    const { names } = resources;
    this.deadLetters = new DeadLetters(this, 'DeadLetters', { names, of: name });
    this.trigger = new ProductFunction(this, 'Function', {
      resources,
      kind: 'triggers',
      file: name,
      name,
      description,
      environment: functionEnvironment(resources),
      permissions,
      grants: [{ actions: ['sqs:SendMessage'], resources: [this.deadLetters.queueArn] }],
      timeout,
      memorySize,
      onFailure: new SqsDestination(this.deadLetters),
      // Once and two more times, a minute and then two later; afterwards a person has to look.
      retryAttempts: 2,
      maxEventAge: Duration.hours(6),
    });
    this.rule = new Rule(this, 'Rule', {
      ruleName: names.of(name),
      description,
      ...('schedule' in on ? on : { eventPattern: { ...on.pattern, account: [names.account] } }),
      targets: [
        new LambdaTarget(this.trigger.lambda, {
          deadLetterQueue: this.deadLetters,
          maxEventAge: DELIVERED_FOR,
          retryAttempts: DELIVERIES,
        }),
      ],
    });
  }
}
