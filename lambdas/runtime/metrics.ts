import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { metricsNamespace, SERVICE } from './environment.ts';
import { allowed, type LogFields } from './log-fields.ts';

/** What the product counts by itself, because AWS does not. */
export type Counted = 'StuckTenants';

/**
 * Counts one event as a line in CloudWatch's embedded metric format: one line is the figure that an alarm watches and,
 * by its fields, the answer to "which one". Without a namespace (embedded mode, tests) nothing is counted.
 */
export function count(name: Counted, fields: LogFields): void {
  const namespace = metricsNamespace();
  if (namespace === undefined) return;
  const metric = new Metrics({ namespace, serviceName: SERVICE }).singleMetric();
  for (const [field, value] of Object.entries(allowed(fields))) metric.addMetadata(field, String(value));
  metric.addMetric(name, MetricUnit.Count, 1);
}
