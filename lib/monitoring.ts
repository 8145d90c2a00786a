import { Duration } from 'aws-cdk-lib';
import {
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  LogQueryWidget,
  LogQueryVisualizationType,
  MathExpression,
  SingleValueWidget,
  TextWidget,
  type IWidget,
  type Metric,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Alarms } from './alarms.ts';
import type { Machines } from './machines.ts';
import type { LogMetrics } from './log-metrics.ts';
import { counted, executions, executionTime } from './metrics.ts';
import type { Names } from './names.ts';
import type { StateFunctions } from './state-functions.ts';

export interface MonitoringProps {
  names: Names;
  machines: Machines;
  functions: StateFunctions;
  alarms: Alarms;
  logMetrics: LogMetrics;
  /** Who could not be reached by mail. */
  mailFeedback: ILogGroup;
}

const HOUR = Duration.hours(1);
const WIDE = 24;
/** Steps that give up on the vendor at a deadline, and then count their tenant as stuck. */
const VENDOR_WAITS = ['CheckProvisioning', 'CheckConnection', 'CheckUpdate'];
const GOOD = 'migrated, ready or skipped';

/** The one dashboard: how far, how fast, who is stuck. */
export class Monitoring extends Construct {
  readonly dashboard: Dashboard;

  constructor(scope: Construct, id: string, props: MonitoringProps) {
    super(scope, id);
    this.dashboard = new Dashboard(this, 'Dashboard', {
      dashboardName: props.names.prefix,
      // A batch of 100,000 tenants takes two hours, its consents weeks.
      defaultInterval: Duration.days(7),
      widgets: [
        [heading('How far')],
        howFar(props),
        [heading('How fast')],
        howFast(props),
        [heading('Who is stuck')],
        whoIsStuck(props),
      ],
    });
  }
}

function heading(text: string): IWidget {
  return new TextWidget({ markdown: `# ${text}`, width: WIDE, height: 1 });
}

function howFar({ machines, alarms }: MonitoringProps): IWidget[] {
  const { machine } = machines.migrateTenant;
  const { machine: batches } = machines.migrateBatch;
  return [
    new SingleValueWidget({
      title: 'Tenants in the time shown',
      width: 9,
      height: 4,
      setPeriodToTimeRange: true,
      metrics: [
        executions(machine, 'Started', HOUR, 'started'),
        executions(machine, 'Succeeded', HOUR, GOOD),
        executions(machine, 'Failed', HOUR, 'need attention'),
      ],
    }),
    new SingleValueWidget({
      title: 'Batches in the time shown',
      width: 6,
      height: 4,
      setPeriodToTimeRange: true,
      metrics: [
        executions(batches, 'Started', HOUR, 'started'),
        executions(batches, 'Succeeded', HOUR, 'ended'),
        executions(batches, 'Failed', HOUR, 'failed'),
      ],
    }),
    new AlarmStatusWidget({ title: 'Alarms', width: 9, height: 4, alarms: [...alarms.all] }),
  ];
}

function howFast({ machines }: MonitoringProps): IWidget[] {
  const { machine } = machines.migrateTenant;
  return [
    new GraphWidget({
      title: 'Tenants an hour',
      width: 12,
      height: 6,
      left: [
        executions(machine, 'Started', HOUR, 'started'),
        executions(machine, 'Succeeded', HOUR, GOOD),
        executions(machine, 'Failed', HOUR, 'need attention'),
        executions(machine, 'TimedOut', HOUR, 'timed out'),
      ],
    }),
    new GraphWidget({
      title: 'Minutes from start to end of a tenant, people included',
      width: 12,
      height: 6,
      left: [
        minutes('half', executionTime(machine, 50, HOUR), 'half of them within'),
        minutes('most', executionTime(machine, 95, HOUR), '95 % within'),
      ],
    }),
  ];
}

function minutes(name: string, milliseconds: Metric, label: string): MathExpression {
  return new MathExpression({
    expression: `${name} / 60000`,
    usingMetrics: { [name]: milliseconds },
    label,
    period: HOUR,
  });
}

function whoIsStuck({ names, machines, functions, logMetrics, mailFeedback }: MonitoringProps): IWidget[] {
  return [
    new LogQueryWidget({
      title: 'Open tenants of the time shown, the longest without a move first',
      width: WIDE,
      height: 8,
      view: LogQueryVisualizationType.TABLE,
      logGroupNames: [machines.migrateTenant.logGroup.logGroupName],
      queryLines: [
        'fields @timestamp, execution_arn, type, details.name',
        'stats latest(type) as last, latest(details.name) as state, max(@timestamp) as since by execution_arn',
        'filter last not in ["ExecutionSucceeded", "ExecutionFailed", "ExecutionAborted", "ExecutionTimedOut"]',
        'sort since asc',
        'limit 100',
      ],
    }),
    new LogQueryWidget({
      title: 'Stuck tenants of the time shown: who, where and why',
      width: WIDE,
      height: 6,
      view: LogQueryVisualizationType.TABLE,
      logGroupNames: [
        machines.migrateTenant.logGroup.logGroupName,
        ...VENDOR_WAITS.map((state) => functions.of(state).logGroup.logGroupName),
      ],
      queryLines: [
        'filter ispresent(StuckTenants) or type = "TaskTimedOut"',
        'fields @timestamp, coalesce(tenantId, execution_arn) as tenant, coalesce(step, "a person") as waited_for',
        'fields coalesce(because, "nobody answered in the whole time of the step") as why, coalesce(execution, execution_arn) as run',
        'display @timestamp, tenant, waited_for, guideStep, why, run',
        'sort @timestamp desc',
        'limit 100',
      ],
    }),
    new GraphWidget({
      title: 'Stuck tenants',
      width: 12,
      height: 6,
      left: [counted(names.prefix, 'StuckTenants', HOUR), logMetrics.sum('UnansweredSteps', HOUR)],
    }),
    new LogQueryWidget({
      title: 'Mails that did not reach anybody',
      width: 12,
      height: 6,
      view: LogQueryVisualizationType.TABLE,
      logGroupNames: [mailFeedback.logGroupName],
      queryLines: [
        'fields @timestamp, `detail-type`, detail.mail.destination.0, detail.bounce.bounceType',
        'sort @timestamp desc',
        'limit 100',
      ],
    }),
  ];
}
