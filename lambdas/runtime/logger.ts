import { currentLogLevel } from './environment.ts';

export type LogFields = Readonly<Record<string, string | number | boolean | null>>;

const LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof LEVELS)[number];

/**
 * One JSON line per event: a code to search for, a sentence to read, and a few named fields. Payloads are never
 * logged, so that no secret can be.
 */
function write(level: Exclude<LogLevel, 'silent'>, code: string, sentence: string, fields: LogFields): void {
  if (LEVELS.indexOf(level) < LEVELS.indexOf(currentLogLevel())) return;
  process.stdout.write(`${JSON.stringify({ level, code, sentence, ...fields })}\n`);
}

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
