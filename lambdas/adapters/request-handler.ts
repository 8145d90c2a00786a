import { Agent } from 'node:https';
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
  return new NodeHttpHandler({
    connectionTimeout: connection,
    requestTimeout: answer,
    throwOnRequestTimeout: true,
    ...throughProxy(process.env),
  });
}

/** As many connections as the SDK has without a proxy. */
const MAX_SOCKETS = 50;

/**
 * The SDK asks no variable for a proxy; commands run where there is one. Functions have none of these variables. Plain
 * HTTP is spoken to this computer alone.
 */
function throughProxy(environment: NodeJS.ProcessEnv): { httpsAgent?: Agent } {
  const isThere = Boolean(environment['https_proxy'] || environment['HTTPS_PROXY']);
  return isThere ? { httpsAgent: new Agent({ keepAlive: true, maxSockets: MAX_SOCKETS, proxyEnv: environment }) } : {};
}
