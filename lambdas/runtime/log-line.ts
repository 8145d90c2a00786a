import { LogFormatter, LogItem } from '@aws-lambda-powertools/logger';
import type { LogAttributes, UnformattedAttributes } from '@aws-lambda-powertools/logger/types';
import { allowed } from './log-fields.ts';

/** One line as it is written: a code to search for, a sentence to read, the allowed fields, and whose call it was. */
export class LogLine extends LogFormatter {
  formatAttributes(attributes: UnformattedAttributes, { code, ...fields }: LogAttributes): LogItem {
    const { logLevel, message, serviceName, lambdaContext, xRayTraceId, timestamp } = attributes;
    return new LogItem({
      attributes: {
        level: logLevel.toLowerCase(),
        code: typeof code === 'string' ? code : 'UNNAMED',
        sentence: message,
        ...allowed(fields),
        timestamp: this.formatTimestamp(timestamp),
        service: serviceName,
        function_name: lambdaContext?.functionName,
        function_request_id: lambdaContext?.awsRequestId,
        cold_start: lambdaContext?.coldStart,
        xray_trace_id: xRayTraceId,
      },
    });
  }
}
