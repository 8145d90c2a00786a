import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { randomUUID } from 'node:crypto';
import type { LambdaHandler } from '../../lambdas/runtime/lambda.ts';
import type { LambdaAnswer } from '../../lambdas/desk/http/web-answer.ts';
import { closeServer, listenOnLoopback } from '../aws/loopback-server.ts';

export interface DeskServer {
  /** `http://127.0.0.1:<port>`, known before there is a handler: mails and sign-ins name it. */
  origin: string;
  /** The one who answers; before, the door is shut. */
  serve(handler: LambdaHandler): void;
  close(): Promise<void>;
}

/** What API Gateway takes. */
const LONGEST_BODY = 10 * 1024 * 1024;
const LIMIT_MILLISECONDS = 29_000;

/** The HTTP API of the embedded mode: hands each request to the desk's handler as API Gateway does (payload 2.0). */
export async function startDeskServer({ onFault }: { onFault: (error: unknown) => void }): Promise<DeskServer> {
  let handler: LambdaHandler | undefined;
  const server = createServer((request, response) => {
    answer(request, response, handler).catch((error: unknown) => {
      response.destroy();
      // A browser that went away in the middle of its form is nobody's mistake.
      if (request.complete) onFault(error);
    });
  });
  return {
    origin: await listenOnLoopback(server),
    serve: (given) => {
      handler = given;
    },
    close: () => closeServer(server),
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  handler: LambdaHandler | undefined,
): Promise<void> {
  const body = await bodyOf(request);
  if (body === undefined || !handler) {
    response.writeHead(body === undefined ? 413 : 503, { connection: 'close' }).end();
    return;
  }
  const context = { awsRequestId: randomUUID(), getRemainingTimeInMillis: () => LIMIT_MILLISECONDS };
  const answered = (await handler(eventOf(request, body), context)) as LambdaAnswer;
  const { 'strict-transport-security': _onlyOverTls, ...headers } = answered.headers;
  const payload = Buffer.from(answered.body, answered.isBase64Encoded ? 'base64' : 'utf8');
  response.setHeader('set-cookie', answered.cookies);
  response.writeHead(answered.statusCode, { ...headers, 'content-length': payload.length });
  response.end(request.method === 'HEAD' ? undefined : payload);
}

/** `undefined` for more than API Gateway lets through. */
async function bodyOf(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LONGEST_BODY) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function eventOf({ method = 'GET', url = '/', headers, socket }: IncomingMessage, body: Buffer): unknown {
  const [rawPath = '/', rawQueryString = ''] = url.split(/\?(.*)/su);
  const { cookie, ...others } = headers;
  return {
    version: '2.0',
    rawPath,
    rawQueryString,
    ...(cookie !== undefined && { cookies: cookie.split(/;\s*/u) }),
    headers: Object.fromEntries(Object.entries(others).map(([name, value]) => [name, [value].flat().join(',')])),
    requestContext: { http: { method, sourceIp: socket.remoteAddress ?? '127.0.0.1' } },
    ...(body.length > 0 && { body: body.toString('base64'), isBase64Encoded: true }),
  };
}
