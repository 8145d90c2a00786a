#!/usr/bin/env bash
# @aws-lambda-powertools/metrics 2.36.0: NaN and Infinity are metrics, and are written as null.
#
# addMetric refuses what is no number, the text "5" and undefined with a RangeError, and takes NaN (an average of
# nothing) and Infinity (something divided by nothing). JSON has neither, so the line has null where the embedded metric
# format of CloudWatch wants a number or a list of them; in a list of good values a null stands beside them. No warning.
. "$(dirname "$0")/finding.bash"

install @aws-lambda-powertools/metrics@2.36.0

program <<'JS'
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';

const warnings = [];
const logger = { ...console, warn: (text) => warnings.push(text) };
function written(...values) {
  const metrics = new Metrics({ namespace: 'example', serviceName: 'example', logger });
  try {
    for (const value of values) metrics.addMetric('seconds', MetricUnit.Seconds, value);
    return JSON.stringify(JSON.parse(JSON.stringify(metrics.serializeMetrics())).seconds);
  } catch (error) {
    return `${error.name}: ${error.message}`;
  }
}
console.log('"5":', written('5'));
console.log('undefined:', written(undefined));
console.log('NaN:', written(0 / 0));
console.log('Infinity:', written(1 / 0));
console.log('1, NaN, 3:', written(1, NaN, 3));
console.log('warnings:', warnings.length);
JS

stated <<'TEXT'
"5": RangeError: 5 is not a valid number
undefined: RangeError: undefined is not a valid number
NaN: null
Infinity: null
1, NaN, 3: [1,null,3]
warnings: 0
TEXT
