import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { Duration } from 'aws-cdk-lib';
import { FilterPattern, MetricFilter, type IFilterPattern, type ILogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Names } from './names.ts';
import type { StateFunctions } from './state-functions.ts';

/** Steps that give up waiting for the vendor at a deadline, and the error with which they do. */
const OVERDUE = {
  CheckProvisioning: 'ProvisioningOverdueError',
  CheckConnection: 'ConnectionOverdueError',
  CheckUpdate: 'UpdateStateUnknownError',
} as const;

const ENDS = ['ExecutionSucceeded', 'ExecutionFailed', 'ExecutionTimedOut', 'ExecutionAborted'];

export type LogMetricName = 'TenantsStarted' | 'TenantsEnded' | 'StuckTenants';

export interface LogMetricsProps {
  names: Names;
  functions: StateFunctions;
  /** The log of `migrate-tenant`. */
  machineLog: ILogGroup;
}

/**
 * What AWS does not count by itself, counted in the logs.
 *
 * Started and ended have a value whenever the machine says anything, also when it is 0: metrics of AWS are missing then,
 * and an alarm cannot compare what is missing. A stuck tenant waited longer than anything should: for the vendor past a
 * deadline of ours, or for a person through the whole time of a step; the dashboard shows who waits until then.
 */
export class LogMetrics extends Construct {
  readonly #names: Names;

  constructor(scope: Construct, id: string, { names, functions, machineLog }: LogMetricsProps) {
    super(scope, id);
    this.#names = names;
    const ended = ENDS.map((type) => FilterPattern.stringValue('$.type', '=', type));
    this.#count('TenantsStarted', 'started', machineLog, FilterPattern.stringValue('$.type', '=', 'ExecutionStarted'));
    this.#count('TenantsEnded', 'ended', machineLog, FilterPattern.any(...ended));
    this.#count('StuckTenants', 'unanswered', machineLog, FilterPattern.stringValue('$.type', '=', 'TaskTimedOut'));
    for (const [state, error] of Object.entries(OVERDUE)) {
      this.#count('StuckTenants', state, functions.of(state).logGroup, FilterPattern.literal(`"${error}"`));
    }
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
