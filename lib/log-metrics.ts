import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { Duration } from 'aws-cdk-lib';
import { FilterPattern, MetricFilter, type IFilterPattern, type ILogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Names } from './names.ts';

const ENDS = ['ExecutionSucceeded', 'ExecutionFailed', 'ExecutionTimedOut', 'ExecutionAborted'];

export type LogMetricName = 'TenantsStarted' | 'TenantsEnded' | 'UnansweredSteps';

export interface LogMetricsProps {
  names: Names;
  /** The log of `migrate-tenant`. */
  machineLog: ILogGroup;
}

/**
 * What AWS does not count by itself, counted in the logs.
 *
 * Started and ended have a value whenever the machine says anything, also when it is 0: metrics of AWS are missing then,
 * and an alarm cannot compare what is missing. That nobody answered a step in its whole time, only the machine sees.
 */
export class LogMetrics extends Construct {
  readonly #names: Names;

  constructor(scope: Construct, id: string, { names, machineLog }: LogMetricsProps) {
    super(scope, id);
    this.#names = names;
    const ended = ENDS.map((type) => FilterPattern.stringValue('$.type', '=', type));
    this.#count('TenantsStarted', 'started', machineLog, FilterPattern.stringValue('$.type', '=', 'ExecutionStarted'));
    this.#count('TenantsEnded', 'ended', machineLog, FilterPattern.any(...ended));
    this.#count('UnansweredSteps', 'unanswered', machineLog, FilterPattern.stringValue('$.type', '=', 'TaskTimedOut'));
  }

  sum(metricName: LogMetricName, period: Duration): Metric {
    return new Metric({ namespace: this.#names.prefix, metricName, statistic: Stats.SUM, period });
  }

  #count(metricName: LogMetricName, what: string, logGroup: ILogGroup, filterPattern: IFilterPattern): void {
    new MetricFilter(this, what, {
      logGroup,
      filterName: this.#names.of(what),
      filterPattern,
      metricNamespace: this.#names.prefix,
      metricName,
      metricValue: '1',
      defaultValue: 0,
    });
  }
}
