import { createServer } from 'node:http';
import type { Clock } from '../../lambdas/ports/clock.ts';
import { closeServer, listenOnLoopback } from '../aws/loopback-server.ts';

/** Milliseconds; who works in the run asks once a second. */
const STILL_ASKED = 3_000;

/** The time of a run, for a command in another process that works in it. */
export interface ClockEndpoint {
  url: string;
  /** Whether it is being asked: somebody works with `visionlift assist` then. */
  isAsked(): boolean;
  close(): Promise<void>;
}

/** Answers every request with the milliseconds since 1970 of this run, as JSON. */
export async function serveClock(clock: Pick<Clock, 'now'>): Promise<ClockEndpoint> {
  let lastAsked = -Infinity;
  const server = createServer((_, response) => {
    lastAsked = performance.now();
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ now: clock.now().getTime() }));
  });
  return {
    url: await listenOnLoopback(server),
    isAsked: () => performance.now() - lastAsked < STILL_ASKED,
    close: () => closeServer(server),
  };
}
