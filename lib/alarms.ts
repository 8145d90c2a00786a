import { Duration } from 'aws-cdk-lib';
import {
  Alarm,
  ComparisonOperator,
  MathExpression,
  Stats,
  TreatMissingData,
  type IMetric,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { StateTransitionMetric } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { Desk } from './desk.ts';
import type { DeadLetters } from './dead-letters.ts';
import type { Machines } from './machines.ts';
import type { LogMetrics } from './log-metrics.ts';
import { counted, executions, reputation } from './metrics.ts';
import type { Names } from './names.ts';
import {
  atDesk,
  RUNBOOK_SECTIONS,
  runbookAt,
  type Places,
  type RunbookSection,
} from '../lambdas/domain/operator-pages.ts';

export interface AlarmsProps {
  names: Names;
  machines: Machines;
  deadLetters: readonly DeadLetters[];
  /** Where people are asked, if there is one. */
  desk: Desk | undefined;
  logMetrics: LogMetrics;
  configurationSet: string;
  topic: ITopic;
  /** State transitions of the account in an hour that no work of ours explains. */
  transitionsPerHour: number;
  /** Where anyone who is called reads on. */
  places: Places;
}

interface Watched {
  /** Of the alarm, and of its section in the runbook. */
  name: string;
  says: string;
  metric: IMetric;
  /** From this value on. */
  threshold: number;
}

const SOON = Duration.minutes(5);
const DAY = Duration.days(1);

/** SES looks at an account at 5 % bounces and 0.1 % complaints, and may stop it at twice and five times as many. */
const BOUNCES = 0.04;
const COMPLAINTS = 0.0008;

/** What somebody must look at, each with its section in `docs/runbook.md`. */
export class Alarms extends Construct {
  readonly all: readonly Alarm[];

  constructor(scope: Construct, id: string, props: AlarmsProps) {
    super(scope, id);
    this.all = [
      ...this.#ofExecutions(props),
      ...this.#ofWaiting(props),
      ...this.#ofEvents(props),
      ...this.#ofMails(props),
      ...this.#ofMoney(props),
      ...this.#ofDesk(props),
    ].map((watched) => this.#alarm(watched, props));
  }

  /** Failed and timed out: of an execution that timed out no state could tell anybody. */
  #ofExecutions({ machines }: AlarmsProps): Watched[] {
    const { migrateBatch, migrateTenant, handOverTenant } = machines;
    return [
      {
        name: 'batch',
        what: 'A batch',
        why: 'its file was refused, no tenant made progress, or the machine broke',
        machine: migrateBatch,
      },
      { name: 'tenant', what: 'A tenant', why: 'it needs attention', machine: migrateTenant },
      {
        name: 'hand-over',
        what: 'The hand-over of a migrated tenant',
        why: 'its secrets are still in the vault',
        machine: handOverTenant,
      },
    ].flatMap(({ name, what, why, machine: { machine } }) => [
      {
        name: `${name}-failed`,
        says: `${what} failed: ${why}`,
        metric: executions(machine, 'Failed', SOON),
        threshold: 1,
      },
      {
        name: `${name}-timed-out`,
        says: `${what} timed out: ${why}`,
        metric: executions(machine, 'TimedOut', SOON),
        threshold: 1,
      },
    ]);
  }

  #ofWaiting({ names, logMetrics }: AlarmsProps): Watched[] {
    return [
      {
        name: 'no-progress',
        says: 'Tenants were started in the last 24 hours and not one of them ended in any way',
        metric: new MathExpression({
          expression: 'IF(started > 0 AND ended == 0, 1, 0)',
          usingMetrics: {
            started: logMetrics.sum('TenantsStarted', DAY),
            ended: logMetrics.sum('TenantsEnded', DAY),
          },
          label: 'no progress',
          period: DAY,
        }),
        threshold: 1,
      },
      {
        name: 'stuck-tenant',
        says: 'A tenant waited for the vendor past the deadline; the dashboard names it',
        metric: counted(names.prefix, 'StuckTenants', SOON),
        threshold: 1,
      },
      {
        name: 'unanswered-step',
        says: 'A tenant waited for a person through the whole time of a step; the dashboard names it',
        metric: logMetrics.sum('UnansweredSteps', SOON),
        threshold: 1,
      },
    ];
  }

  #ofEvents({ deadLetters }: AlarmsProps): Watched[] {
    return deadLetters.map((queue) => ({
      name: `dead-letters-${queue.of}`,
      says: `An event could not be handled and waits in the queue of ${queue.of}`,
      metric: queue.metricApproximateNumberOfMessagesVisible({ period: SOON, statistic: 'Maximum' }),
      threshold: 1,
    }));
  }

  #ofMails({ configurationSet }: AlarmsProps): Watched[] {
    return [
      {
        name: 'bounce-rate',
        says: 'Too many of our mails bounce; from 5 % on SES reviews the account, from 10 % on it may stop it',
        metric: reputation('BounceRate', configurationSet),
        threshold: BOUNCES,
      },
      {
        name: 'complaint-rate',
        says: 'Too many recipients call our mails spam; from 0.1 % on SES reviews the account, from 0.5 % on it may stop it',
        metric: reputation('ComplaintRate', configurationSet),
        threshold: COMPLAINTS,
      },
    ];
  }

  /** A loop ends at 25,000 events of each execution, long after it has cost money. */
  #ofMoney({ transitionsPerHour }: AlarmsProps): Watched[] {
    return [
      {
        name: 'state-transitions',
        says: 'The account made more state transitions in an hour than its tenants need: something goes in circles, and costs money',
        // Of the whole account and region: Step Functions counts transitions by no machine.
        metric: StateTransitionMetric.metricConsumedCapacity({ statistic: Stats.SUM, period: Duration.hours(1) }),
        threshold: transitionsPerHour,
      },
    ];
  }

  #ofDesk({ desk }: AlarmsProps): Watched[] {
    if (!desk) return [];
    return [
      {
        name: 'desk-faults',
        says: 'The desk could not answer people: nobody who is asked can go on',
        metric: desk.faults(SOON),
        threshold: 3,
      },
    ];
  }

  #alarm({ name, says, metric, threshold }: Watched, { names, topic, places }: AlarmsProps): Alarm {
    const desk = atDesk(places, '/');
    const alarm = new Alarm(this, name, {
      alarmName: names.of(name),
      alarmDescription: [`${says}.`, desk && `Desk: ${desk}`, `Runbook: ${runbookAt(places, section(name))}`]
        .filter(Boolean)
        .join(' '),
      metric,
      threshold,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction(new SnsAction(topic));
    return alarm;
  }
}

/** Alarms about which the same is to be done share a section. */
function section(alarm: string): RunbookSection {
  const found = RUNBOOK_SECTIONS.find((name) => name === sharedName(alarm));
  if (!found) throw new Error(`the alarm ${alarm} has no section in docs/runbook.md`);
  return found;
}

function sharedName(alarm: string): string {
  if (alarm === 'unanswered-step') return 'stuck-tenant';
  return alarm.startsWith('dead-letters') ? 'dead-letters' : alarm.replace(/-timed-out$/u, '-failed');
}
