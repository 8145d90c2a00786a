import { Duration } from 'aws-cdk-lib';
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { IStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { SERVICE } from '../lambdas/runtime/environment.ts';
import type { Counted as Counts } from '../lambdas/runtime/metrics.ts';

/** What Step Functions counts of a machine's executions. */
export type Counted = 'Started' | 'Succeeded' | 'Failed' | 'TimedOut' | 'Aborted';

export function executions(machine: IStateMachine, counted: Counted, period: Duration, label?: string): Metric {
  return new Metric({
    namespace: 'AWS/States',
    metricName: `Executions${counted}`,
    dimensionsMap: { StateMachineArn: machine.stateMachineArn },
    statistic: Stats.SUM,
    period,
    ...(label !== undefined && { label }),
  });
}

/** Milliseconds from start to end, by percentile. */
export function executionTime(machine: IStateMachine, percentile: number, period: Duration): Metric {
  return new Metric({
    namespace: 'AWS/States',
    metricName: 'ExecutionTime',
    dimensionsMap: { StateMachineArn: machine.stateMachineArn },
    statistic: Stats.percentile(percentile),
    period,
  });
}

/** Of the mails of this deployment: a part of one. */
export function reputation(rate: 'BounceRate' | 'ComplaintRate', configurationSet: string): Metric {
  return new Metric({
    namespace: 'AWS/SES',
    metricName: `Reputation.${rate}`,
    dimensionsMap: { 'ses:configuration-set': configurationSet },
    statistic: Stats.AVERAGE,
    period: Duration.hours(1),
  });
}

/** What the functions count themselves (`lambdas/runtime/metrics`), under the deployment's name. */
export function counted(namespace: string, metricName: Counts, period: Duration): Metric {
  return new Metric({ namespace, metricName, dimensionsMap: { service: SERVICE }, statistic: Stats.SUM, period });
}
