import { NodeHttpHandler } from '@smithy/node-http-handler';

export interface Patience {
  /** Milliseconds until the connection must stand. */
  connection: number;
  /** Milliseconds until the answer must begin. */
  answer: number;
}

/**
 * How the SDK clients speak HTTP: with an end to waiting. Without these limits a lost packet holds a Lambda until its
 * own time-out, and `requestTimeout` alone only writes a warning.
 */
export function requestHandler({ connection, answer }: Patience): NodeHttpHandler {
  return new NodeHttpHandler({ connectionTimeout: connection, requestTimeout: answer, throwOnRequestTimeout: true });
}
