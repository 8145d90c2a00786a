import { Sha256 } from '@smithy/core/checksum';
import { HttpRequest } from '@smithy/core/transport';
import { SignatureV4 } from '@smithy/signature-v4';
import { requestHandler } from '../request-handler.ts';

/** Who asks, and where; those of an SDK client that is there already do. */
export interface S3PicturesAccess {
  credentials: ConstructorParameters<typeof SignatureV4>[0]['credentials'];
  region: () => Promise<string>;
  bucket: string;
  /** Instead of S3 itself, such as `http://127.0.0.1:4568`. */
  endpoint?: string | undefined;
}

const HANDLER = requestHandler({ connection: 2000, answer: 10_000 });

/**
 * Reads what `S3Evidence` kept, or what lies in another bucket; `undefined` when its time was over.
 *
 * By one signed GET instead of S3's client, which would be an eighth of the desk's bundle for this alone.
 */
export class S3Pictures {
  readonly #access: S3PicturesAccess;

  constructor(access: S3PicturesAccess) {
    this.#access = access;
  }

  async read(key: string): Promise<Uint8Array | undefined> {
    const { credentials, region } = this.#access;
    const url = addressOf(this.#access, await region(), key);
    // S3 wants its paths escaped once, other services twice.
    const signer = new SignatureV4({ credentials, region, service: 's3', sha256: Sha256, uriEscapePath: false });
    const request = new HttpRequest({
      protocol: url.protocol,
      hostname: url.hostname,
      ...(url.port !== '' && { port: Number(url.port) }),
      path: url.pathname,
      headers: { host: url.host },
    });
    const { response } = await HANDLER.handle((await signer.sign(request)) as HttpRequest);
    const body = await bytesOf(response.body as AsyncIterable<Uint8Array>);
    if (response.statusCode === 404) return undefined;
    if (response.statusCode !== 200) {
      throw new Error(`S3 answered ${String(response.statusCode)} for ${key}: ${body.toString('utf8').slice(0, 300)}`);
    }
    return body;
  }
}

function addressOf({ bucket, endpoint }: S3PicturesAccess, region: string, key: string): URL {
  const path = key.split('/').map(escaped).join('/');
  return new URL(
    endpoint === undefined
      ? `https://${bucket}.s3.${region}.amazonaws.com/${path}`
      : `${endpoint.replace(/\/$/u, '')}/${bucket}/${path}`,
  );
}

/** As the signature wants it: also the few characters that `encodeURIComponent` leaves alone. */
function escaped(part: string): string {
  return encodeURIComponent(part).replace(/[!'()*]/gu, (character) => {
    return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
  });
}

async function bytesOf(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}
