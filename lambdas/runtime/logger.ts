import { Logger, LogFormatter, LogItem } from '@aws-lambda-powertools/logger';
import { once } from '../domain/once.ts';
import { currentLogLevel, SERVICE } from './environment.ts';
import type { LambdaContext } from './lambda.ts';
import { type LogFields, allowed } from './log-fields.ts';
import type { LogAttributes, UnformattedAttributes } from '@aws-lambda-powertools/logger/types';

/** One line as it is written: a code to search for, a sentence to read, the allowed fields, and whose call it was. */
class LogLine extends LogFormatter {
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

type Level = 'info' | 'warn' | 'error';

const logger = once(() => new Logger({ serviceName: SERVICE, logFormatter: new LogLine() }));

/** Payloads are never logged, so that no secret can be: an event is a code, a sentence and fields from a list. */
function write(level: Level, code: string, sentence: string, fields: LogFields): void {
  const threshold = currentLogLevel();
  if (threshold === 'silent') return;
  logger().setLogLevel(LEVELS[threshold]);
  logger()[level](sentence, { code, ...fields });
}

const LEVELS = { debug: 'DEBUG', info: 'INFO', warn: 'WARN', error: 'ERROR' } as const;

export const log = {
  info: (code: string, sentence: string, fields: LogFields = {}): void => {
    write('info', code, sentence, fields);
  },
  warn: (code: string, sentence: string, fields: LogFields = {}): void => {
    write('warn', code, sentence, fields);
  },
  error: (code: string, sentence: string, fields: LogFields = {}): void => {
    write('error', code, sentence, fields);
  },
};

/** Names the function and the request in every line that follows; nothing else of the context gets into one. */
export function logCallsOf(context: LambdaContext): void {
  logger().addContext(context as Parameters<Logger['addContext']>[0]);
}
