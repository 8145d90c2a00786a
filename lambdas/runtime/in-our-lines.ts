import { existsSync, readFileSync } from 'node:fs';
import { SourceMap, type SourceMapPayload } from 'node:module';

/** By file; the first error of a process reads it. */
const maps = new Map<string, SourceMap | undefined>();

/** `at step (/var/task/start-update.js:2:13331)` */
const FRAME = /(?<file>\/[^\s()]+\.js):(?<line>\d+):(?<column>\d+)/gu;

/**
 * The error with its stack in the lines of our sources, as the runtime logs it and the execution keeps it. Node does the
 * same by `--enable-source-maps`, but prepares for it whenever it loads a file: 16 ms of each cold start, for stacks that
 * hardly any call has.
 */
export function withSourceMappedStack(error: unknown): unknown {
  if (!(error instanceof Error) || error.stack === undefined) return error;
  error.stack = error.stack.replace(FRAME, (frame, file: string, line: string, column: string) => {
    if (!maps.has(file)) maps.set(file, mapOf(file));
    const origin = maps.get(file)?.findOrigin(Number(line), Number(column));
    if (origin === undefined || !('fileName' in origin)) return frame;
    return `${origin.fileName.replace(/^(\.\.\/)+/u, '')}:${String(origin.lineNumber)}:${String(origin.columnNumber)}`;
  });
  return error;
}

function mapOf(file: string): SourceMap | undefined {
  const path = `${file}.map`;
  return existsSync(path) ? new SourceMap(JSON.parse(readFileSync(path, 'utf8')) as SourceMapPayload) : undefined;
}
