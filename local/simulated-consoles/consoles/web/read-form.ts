import type { IncomingMessage } from 'node:http';

const LARGEST = 64 * 1024;

export class BodyTooLargeError extends Error {}

/** The fields of a posted form; throws `BodyTooLargeError` for what no form of ours can be. */
export async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST) throw new BodyTooLargeError();
    chunks.push(chunk);
  }
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
}
