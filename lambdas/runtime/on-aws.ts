import type { ConsolePorts } from '../ports/index.ts';
import type { LambdaHandler } from './lambda.ts';
import { makePorts, type Made, type Makers, type OtherPorts } from './make-ports.ts';
import { logCallsOf } from './logger.ts';
import { existsSync, readFileSync } from 'node:fs';
import { SourceMap, type SourceMapPayload } from 'node:module';

/**
 * Binds a handler to the real ports that it asks for, at its first call, so that importing it needs no environment:
 * `onAws(createHandler, { tenants, executions })`.
 */
export function onAws<M extends Makers>(createHandler: (ports: Made<M>) => LambdaHandler, makers: M): LambdaHandler {
  return lazyHandler(() => createHandler(makePorts(makers)));
}

/** Binds a handler to its ports and to hands, which only the console functions and the desk have: no other bundle carries a browser. */
export function onAwsWithHands<M extends Makers>(
  createHandler: (ports: Made<M> & ConsolePorts) => LambdaHandler,
  makers: M,
  makeHands: (ports: Made<M>) => ConsolePorts & Partial<OtherPorts>,
): LambdaHandler {
  return lazyHandler(() => {
    const ports = makePorts(makers);
    return createHandler({ ...ports, ...makeHands(ports) });
  });
}

/** A handler that is made at its first call, so that importing its file needs no environment; every call is logged as its own. */
function lazyHandler(create: () => LambdaHandler): LambdaHandler {
  let handler: LambdaHandler | undefined;
  return async (event, context) => {
    try {
      logCallsOf(context);
      return await (handler ??= create())(event, context);
    } catch (error) {
      throw withSourceMappedStack(error);
    }
  };
}

/** By file; the first error of a process reads it. */
const maps = new Map<string, SourceMap | undefined>();

/** `at step (/var/task/start-update.js:2:13331)` */
const FRAME = /(?<file>\/[^\s()]+\.js):(?<line>\d+):(?<column>\d+)/gu;

/**
 * The error with its stack in the lines of our sources, as the runtime logs it and the execution keeps it. Node does the
 * same by `--enable-source-maps`, but prepares for it whenever it loads a file: 16 ms of each cold start, for stacks that
 * hardly any call has.
 */
function withSourceMappedStack(error: unknown): unknown {
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
