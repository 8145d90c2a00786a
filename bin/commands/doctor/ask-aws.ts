import { Sha256 } from '@smithy/core/checksum';
import { HttpRequest } from '@smithy/core/transport';
import { SignatureV4 } from '@smithy/signature-v4';
import { text } from 'node:stream/consumers';
import type { Readable } from 'node:stream';
import * as z from '../../../lambdas/domain/zod.ts';
import { requestHandler } from '../../../lambdas/adapters/request-handler.ts';

/** Services of which `doctor` reads one or two things each, by the names that they have in hosts and in signatures. */
const SERVICES = {
  cloudwatch: { host: 'monitoring', signs: 'monitoring', variable: 'CLOUDWATCH' },
  lambda: { host: 'lambda', signs: 'lambda', variable: 'LAMBDA' },
  quotas: { host: 'servicequotas', signs: 'servicequotas', variable: 'SERVICE_QUOTAS' },
  ses: { host: 'email', signs: 'ses', variable: 'SESV2' },
  sqs: { host: 'sqs', signs: 'sqs', variable: 'SQS' },
} as const;

/** An operation of JSON protocol by its target, or a path that is read with GET. */
export type Asked = { target: string; version: '1.0' | '1.1'; input: object } | { path: string };

/** AWS refused: `code` is its name for why, such as `AccessDeniedException`. */
export class AwsRefusedError extends Error {
  readonly code: string;
  /** Whether it was asked too often, and would answer later. */
  readonly isThrottled: boolean;

  constructor(code: string, message: string, status: number) {
    super(`${code}: ${message}`);
    this.name = 'AwsRefusedError';
    this.code = code;
    this.isThrottled = status === 429 || /Throttl|TooManyRequests/u.test(code);
  }
}

export interface AwsAccess {
  credentials: ConstructorParameters<typeof SignatureV4>[0]['credentials'];
  region: string;
  /** Returns after so many milliseconds. */
  wait: (ms: number) => Promise<void>;
}

const HANDLER = requestHandler({ connection: 3000, answer: 6000 });
/** SES allows all of an account one call a second of each operation, so that anybody else's may come in between. */
const RETRIES = 3;
const RETRY_MS = 1100;

/**
 * Reads from a service of AWS by signed requests: five SDK clients would be carried, and loaded, for an answer each.
 * Returns the parsed answer; throws `AwsRefusedError` for what AWS refuses, a throttled request only after three more.
 * `AWS_ENDPOINT_URL` and its variants are followed as the SDK does.
 */
export async function askAws(service: keyof typeof SERVICES, asked: Asked, access: AwsAccess): Promise<unknown> {
  for (let retries = 0; ; retries++) {
    try {
      return await askOnce(service, asked, access);
    } catch (error) {
      if (!(error instanceof AwsRefusedError && error.isThrottled) || retries === RETRIES) throw error;
      await access.wait(RETRY_MS);
    }
  }
}

async function askOnce(service: keyof typeof SERVICES, asked: Asked, access: AwsAccess): Promise<unknown> {
  const { host, signs, variable } = SERVICES[service];
  const { credentials, region } = access;
  const suffix = region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
  const endpoint = process.env[`AWS_ENDPOINT_URL_${variable}`] ?? process.env['AWS_ENDPOINT_URL'];
  const url = new URL(endpoint ?? `https://${host}.${region}.${suffix}`);
  const request = new HttpRequest({
    method: 'path' in asked ? 'GET' : 'POST',
    protocol: url.protocol,
    hostname: url.hostname,
    ...(url.port !== '' && { port: Number(url.port) }),
    path: 'path' in asked ? asked.path : '/',
    headers: {
      host: url.host,
      ...('target' in asked && {
        'content-type': `application/x-amz-json-${asked.version}`,
        'x-amz-target': asked.target,
      }),
    },
    ...('target' in asked && { body: JSON.stringify(asked.input) }),
  });
  const signer = new SignatureV4({ credentials, region, service: signs, sha256: Sha256 });
  const { response } = await HANDLER.handle((await signer.sign(request)) as HttpRequest);
  const body = await text(response.body as Readable);
  if (response.statusCode >= 300) throw refused(response.statusCode, response.headers, body);
  return JSON.parse(body) as unknown;
}

function refused(status: number, headers: Record<string, string | undefined>, body: string): AwsRefusedError {
  const said = refusalIn(body);
  const type = headers['x-amzn-errortype'] ?? said.__type ?? `HTTP ${String(status)}`;
  const message = said.message ?? said.Message ?? body.slice(0, 200);
  // `com.amazonaws.sqs#QueueDoesNotExist`, `NotFoundException:http://...`
  return new AwsRefusedError(type.replace(/^.*#/u, '').replace(/:.*$/u, ''), message, status);
}

const refusalSchema = z.object({
  __type: z.optional(z.string()),
  message: z.optional(z.string()),
  Message: z.optional(z.string()),
});

/** A proxy answers with a page; its beginning is then what is said. */
function refusalIn(body: string): z.infer<typeof refusalSchema> {
  try {
    return refusalSchema.parse(JSON.parse(body));
  } catch {
    return {};
  }
}
