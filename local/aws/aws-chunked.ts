/**
 * Takes the framing off an `aws-chunked` body: `<hex size>[;chunk-signature=...]CRLF <bytes> CRLF ... 0 CRLF trailers`.
 *
 * Current SDKs and the AWS CLI send uploads so unless told otherwise.
 * Signatures and trailing checksums are not checked.
 *
 * @throws Error when the body is cut off or not framed.
 */
export async function* decodeAwsChunks(body: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let unread: Buffer = Buffer.alloc(0);
  let leftInChunk = 0;
  let ended = false;
  for await (const piece of body) {
    // Trailers are read to their end, or the connection could not be used again.
    if (ended) continue;
    unread = Buffer.concat([unread, piece]);
    while (!ended && unread.length > 0) {
      if (leftInChunk > 0) {
        const bytes = unread.subarray(0, leftInChunk);
        unread = unread.subarray(bytes.length);
        leftInChunk -= bytes.length;
        yield bytes;
        continue;
      }
      const endOfLine = unread.indexOf('\r\n');
      if (endOfLine === -1) break;
      const line = unread.toString('latin1', 0, endOfLine);
      unread = unread.subarray(endOfLine + 2);
      // The empty line is the end of the chunk before.
      if (line === '') continue;
      leftInChunk = sizeIn(line);
      ended = leftInChunk === 0;
    }
  }
  if (!ended) throw new Error('The aws-chunked body ends before its last chunk');
}

function sizeIn(line: string): number {
  const [size = ''] = line.split(';', 1);
  if (!/^[0-9a-f]+$/i.test(size)) throw new Error(`"${line}" is not the start of an aws-chunked chunk`);
  return Number.parseInt(size, 16);
}
