import { Sha256 } from '@smithy/core/checksum';
import { HttpRequest } from '@smithy/core/transport';
import { SignatureV4 } from '@smithy/signature-v4';
import { text } from 'node:stream/consumers';
import type { Readable } from 'node:stream';
import * as z from '../../domain/zod.ts';
import { Secret } from '../../domain/secret.ts';
import { requestHandler } from '../request-handler.ts';

/** Who asks; those of an SDK client that is there already do. */
export interface SecretsManagerAccess {
  credentials: ConstructorParameters<typeof SignatureV4>[0]['credentials'];
  /** Instead of Secrets Manager itself, such as `http://127.0.0.1:4570`. */
  endpoint?: string | undefined;
}

const HANDLER = requestHandler({ connection: 2000, answer: 10_000 });
const answerSchema = z.object({ SecretString: z.string() });

/**
 * Reads a secret of AWS Secrets Manager that is plain text, by its ARN. By one signed POST instead of the service's client,
 * which the desk would carry for this alone.
 */
export async function readSecret(arn: string, { credentials, endpoint }: SecretsManagerAccess): Promise<Secret> {
  const [, partition = 'aws', , region = ''] = arn.split(':');
  const suffix = partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
  const url = new URL(endpoint ?? `https://secretsmanager.${region}.${suffix}/`);
  const signer = new SignatureV4({ credentials, region, service: 'secretsmanager', sha256: Sha256 });
  const request = new HttpRequest({
    method: 'POST',
    protocol: url.protocol,
    hostname: url.hostname,
    ...(url.port !== '' && { port: Number(url.port) }),
    path: '/',
    headers: {
      host: url.host,
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': 'secretsmanager.GetSecretValue',
    },
    body: JSON.stringify({ SecretId: arn }),
  });
  const { response } = await HANDLER.handle((await signer.sign(request)) as HttpRequest);
  const body = await text(response.body as Readable);
  if (response.statusCode !== 200) {
    // An error names the secret and what is missing, never its value.
    throw new Error(`Secrets Manager answered ${String(response.statusCode)} for ${arn}: ${body.slice(0, 300)}`);
  }
  const answer = answerSchema.safeParse(JSON.parse(body));
  if (!answer.success) throw new Error(`the secret ${arn} holds no text: store the client secret alone, as plain text`);
  return new Secret(answer.data.SecretString.trim());
}
