import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { decodeAwsChunks } from '../../../local/aws/aws-chunked.ts';

const SIGNED = `4;chunk-signature=${'a'.repeat(64)}\r\nab\r\n\r\n3;chunk-signature=${'b'.repeat(64)}\r\ncde\r\n0;chunk-signature=${'c'.repeat(64)}\r\n\r\n`;
const WITH_TRAILER = '4\r\nab\r\n\r\n3\r\ncde\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n';

function decoded(body: string, pieceSize = body.length): Promise<Buffer> {
  const pieces = Array.from({ length: Math.ceil(body.length / pieceSize) }, (_, number) =>
    Buffer.from(body.slice(number * pieceSize, (number + 1) * pieceSize)),
  );
  return buffer(Readable.from(decodeAwsChunks(Readable.from(pieces) as AsyncIterable<Buffer>)));
}

describe('decodeAwsChunks', () => {
  test.each([
    ['signed chunks', SIGNED],
    ['unsigned chunks with a trailing checksum', WITH_TRAILER],
  ])('keeps the content of %s, line ends in it included, wherever the network cut it', async (_, body) => {
    for (const pieceSize of [1, 2, 3, 7, body.length]) {
      expect((await decoded(body, pieceSize)).toString()).toBe('ab\r\ncde');
    }
  });

  test('gives nothing for an empty object', async () => {
    expect(await decoded('0\r\n\r\n')).toHaveLength(0);
  });

  test('refuses a body that was cut off, so that half an object is never stored', async () => {
    await expect(decoded(WITH_TRAILER.slice(0, 14))).rejects.toThrow('ends before its last chunk');
  });

  test('refuses a body that is not framed', async () => {
    await expect(decoded('tenant_id,company_name\r\n')).rejects.toThrow('is not the start of an aws-chunked chunk');
  });
});
