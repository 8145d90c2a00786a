import { randomUUID } from 'node:crypto';
import type { Ports } from '../lambdas/ports/index.ts';
import { receivedMailsOnAws } from '../lambdas/runtime/received-mails-on-aws.ts';
import type { LambdaHandler } from '../lambdas/runtime/lambda.ts';
import { createHandler as createExecutionEnded } from '../lambdas/triggers/execution-ended.ts';
import { createHandler as createOnSchedule } from '../lambdas/triggers/on-schedule.ts';
import { createHandler as createReceiveMail } from '../lambdas/triggers/receive-mail.ts';
import { createHandler as createUndeliveredMail } from '../lambdas/triggers/undelivered-mail.ts';
import { createHandler as createStartBatch } from '../lambdas/triggers/start-batch.ts';
import type { ObjectCreatedEvent } from './aws/s3-events.ts';
import type { SesFeedback } from './aws/ses-feedback.ts';
import type { ExecutionClosed } from './states/engine-types.ts';
import type { VirtualClock } from './virtual-clock.ts';

/** What the rule of the intake bucket passes on, as far as its trigger asks. */
export interface IntakeEvent {
  detail: {
    bucket: { name: string };
    object: Pick<ObjectCreatedEvent['detail']['object'], 'key' | 'size' | 'version-id'>;
  };
}

/** What the rule of the mail bucket passes on, as far as its trigger asks. */
export interface MailEvent {
  detail: { bucket: { name: string }; object: { key: string } };
}

/** EventBridge delivers again when a target fails; here this often, at once. */
const DELIVERIES = 3;
const LIMIT_MILLISECONDS = 60_000;

/** Delivers events of the embedded services to the product's triggers, as the rules of the stack do on AWS. */
export class EventBridge {
  readonly #clock: VirtualClock;
  readonly #startBatch: LambdaHandler;
  readonly #executionEnded: LambdaHandler;
  readonly #onSchedule: LambdaHandler;
  readonly #receiveMail: LambdaHandler;
  readonly #undeliveredMail: LambdaHandler;

  constructor(clock: VirtualClock, ports: Ports) {
    this.#clock = clock;
    this.#startBatch = createStartBatch(ports);
    this.#executionEnded = createExecutionEnded(ports);
    this.#onSchedule = createOnSchedule(ports);
    this.#undeliveredMail = createUndeliveredMail(ports);
    this.#receiveMail = createReceiveMail(receivedMailsOnAws())(ports);
  }

  /** What the trigger answers: the batch it started, or why it ignored the object. */
  objectCreated(event: IntakeEvent): Promise<unknown> {
    return this.#deliver(this.#startBatch, event);
  }

  /** SES has put a mail into its bucket. */
  mailReceived(event: MailEvent): Promise<unknown> {
    return this.#deliver(this.#receiveMail, event);
  }

  /** SES says that a mail did not arrive. */
  mailUndelivered(event: SesFeedback): Promise<unknown> {
    return this.#deliver(this.#undeliveredMail, event);
  }

  executionClosed(detail: ExecutionClosed): Promise<unknown> {
    return this.#deliver(this.#executionEnded, { 'detail-type': 'Step Functions Execution Status Change', detail });
  }

  /** A quarter of an hour has passed. */
  scheduled(): Promise<unknown> {
    return this.#deliver(this.#onSchedule, { 'detail-type': 'Scheduled Event' });
  }

  async #deliver(trigger: LambdaHandler, event: unknown): Promise<unknown> {
    const context = { awsRequestId: randomUUID(), getRemainingTimeInMillis: () => LIMIT_MILLISECONDS };
    return this.#clock.busy(async () => {
      for (let delivery = 1; ; delivery++) {
        try {
          return await trigger(event, context);
        } catch (error) {
          if (delivery === DELIVERIES) throw error;
        }
      }
    });
  }
}
