import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * What an operation does with its parsed input; what it returns becomes the JSON answer, `undefined` an empty object.
 */
export type Operation = (input: unknown) => unknown;

export interface JsonProtocolOptions {
  /**
   * By full target, as the SDK sends it in `x-amz-target`: `AWSStepFunctions.StartExecution`, `TrentService.Decrypt`.
   */
  operations: Record<string, Operation>;
  version: '1.0' | '1.1';
}

export interface JsonProtocolServer {
  /** `http://127.0.0.1:<port>`, for `AWS_ENDPOINT_URL_*` or an SDK client's `endpoint`. */
  url: string;
  /** Ends every socket, also those kept alive by SDK clients, and resolves when the port is free. */
  close(): Promise<void>;
}

/** An answer that SDK clients turn into their typed error: `name` is the error's shape, `TaskTimedOut`. */
export class AwsError extends Error {
  readonly status: number;

  constructor(type: string, message: string, status = 400) {
    super(message);
    this.name = type;
    this.status = status;
  }
}

/**
 * Serves one AWS service that speaks the JSON protocol, on 127.0.0.1 and a free port, to unmodified SDK clients.
 *
 * Credentials and signatures are not looked at: anyone who reaches the port is on this computer.
 */
export async function serveJsonProtocol({ operations, version }: JsonProtocolOptions): Promise<JsonProtocolServer> {
  const server = createServer((request, response) => {
    void answer(request, response, operations, `application/x-amz-json-${version}`);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(port)}`,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => {
          if (error) reject(error);
          else resolve();
        });
        server.closeAllConnections();
      }),
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  operations: Record<string, Operation>,
  contentType: string,
): Promise<void> {
  const headers = { 'content-type': contentType, 'x-amzn-requestid': randomUUID() };
  try {
    // Drained before anything is refused: a client that is still sending would see a reset instead of the error.
    const body = await bodyOf(request);
    const result = await operationFor(request, operations)(parse(body));
    response.writeHead(200, headers).end(JSON.stringify(result ?? {}));
  } catch (error) {
    const { name, message, status } = asAwsError(error);
    response.writeHead(status, { ...headers, 'x-amzn-errortype': name }).end(JSON.stringify({ __type: name, message }));
  }
}

function operationFor(request: IncomingMessage, operations: Record<string, Operation>): Operation {
  const target = String(request.headers['x-amz-target']);
  const operation = Object.hasOwn(operations, target) ? operations[target] : undefined;
  if (!operation) throw new AwsError('UnknownOperationException', `${target} is not served here`);
  return operation;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function parse(body: string): unknown {
  try {
    return body === '' ? {} : JSON.parse(body);
  } catch {
    throw new AwsError('SerializationException', 'The body is not JSON');
  }
}

/**
 * Anything that is not an `AwsError` is a fault of the emulator: 500, so that clients retry it as they would on AWS.
 */
function asAwsError(error: unknown): AwsError {
  if (error instanceof AwsError) return error;
  return new AwsError('InternalServerException', error instanceof Error ? error.message : String(error), 500);
}
