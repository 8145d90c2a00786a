import type { ByteReader } from './byte-reader.ts';
import { encodingFromFirstBytes, encodingFromSample, isUtf32, likelyEncoding } from './detect-encoding.ts';
import { createDecoder, type Encoding } from './encodings.ts';
import { fileKindOf } from './file-kind.ts';
import { problem } from './problems.ts';
import { UnreadableFileError } from './unreadable-file-error.ts';

const HEAD_BYTES = 4096;
const SAMPLE_BYTES = 64 * 1024;
const ESCAPE = 0x1b;

/** More bytes than this without one that certainly ends a character are cut where one ends after all. */
const MAX_UNDECODED_BYTES = 64 * 1024;

/** What stands in a file where its encoding forbids it. */
export interface UndecodableBytes {
  /** Of the first bad byte in the file, counted from 1. */
  position: number;
  bytes: Uint8Array;
  encoding: Encoding;
}

/**
 * The text of a file in whichever of the known encodings it is, never with a character the file does not have.
 *
 * `decided` is told the encoding before the first text and again when it changes: text that is all ASCII so far is UTF-8,
 * and with English headings the first byte beyond ASCII may be far into the file. Null: none that is known.
 * At a bad byte the last thing yielded is that byte's place. Throws UnreadableFileError when the file is not text in any
 * known encoding.
 */
export async function* decodeText(
  bytes: ByteReader,
  decided: (encoding: Encoding | null) => void,
): AsyncGenerator<string | UndecodableBytes, void> {
  const head = (await bytes.peek(HEAD_BYTES)).subarray(0, HEAD_BYTES);
  if (isUtf32(head)) {
    throw new UnreadableFileError(problem('encoding-unknown', { about: 'UTF-32' }));
  }
  const kind = fileKindOf(head);
  if (kind !== undefined) {
    throw new UnreadableFileError(problem('file-not-csv', { about: kind }));
  }
  let encoding = encodingFromFirstBytes(head);
  let position = 0;
  decided(encoding ?? 'utf-8');
  if (encoding === undefined) {
    for (let slice = await bytes.take(); slice !== undefined; slice = await bytes.take()) {
      const beyondAscii = slice.findIndex((byte) => byte > 0x7f);
      const ascii = beyondAscii === -1 ? slice : slice.subarray(0, beyondAscii);
      position += ascii.length;
      if (ascii.includes(ESCAPE) && /\x1b\$[@B]/.test(Buffer.from(ascii).toString('latin1'))) {
        throw new UnreadableFileError(problem('encoding-unknown', { about: 'ISO-2022-JP (JIS)' }));
      }
      yield createDecoder('utf-8', { fatal: true }).decode(ascii);
      if (beyondAscii !== -1) {
        bytes.putBack(slice.subarray(beyondAscii));
        const sample = (await bytes.peek(SAMPLE_BYTES)).subarray(0, SAMPLE_BYTES);
        encoding = encodingFromSample(sample);
        decided(encoding ?? null);
        if (encoding === undefined) {
          throw new UnreadableFileError(problem('encoding-unknown', { about: likelyEncoding(sample) }));
        }
        break;
      }
    }
  }
  yield* decodeRest(bytes, encoding ?? 'utf-8', position);
}

async function* decodeRest(
  bytes: ByteReader,
  encoding: Encoding,
  start: number,
): AsyncGenerator<string | UndecodableBytes, void> {
  const decoder = createDecoder(encoding, { fatal: true });
  let position = start;
  const block = new ByteBlock();
  for (;;) {
    const slice = await bytes.take();
    if (slice !== undefined) {
      block.append(slice);
    }
    const undecoded = block.bytes();
    const end = slice === undefined ? undecoded.length : lastCharacterEnd(undecoded, encoding);
    const whole = undecoded.subarray(0, end);
    let text: string;
    try {
      text = decoder.decode(whole);
    } catch {
      const good = decodablePrefix(whole, encoding);
      yield decoder.decode(whole.subarray(0, good));
      yield { position: position + good + 1, bytes: whole.slice(good, good + 2), encoding };
      return;
    }
    yield text;
    if (slice === undefined) {
      return;
    }
    position += end;
    block.drop(end);
  }
}

/**
 * Where a block can be cut so that no character is split.
 *
 * Bytes below 0x40 are never part of a longer character, in UTF-8 and in CP932 alike. Cutting there keeps every block
 * decodable by itself, which is what lets the place of a bad byte be found.
 */
function lastCharacterEnd(block: Uint8Array, encoding: Encoding): number {
  if (encoding === 'utf-16le' || encoding === 'utf-16be') {
    const even = block.length - (block.length % 2);
    const highByte = block[even - (encoding === 'utf-16le' ? 1 : 2)] ?? 0;
    return highByte >= 0xd8 && highByte <= 0xdb ? even - 2 : even;
  }
  const end = block.findLastIndex((byte) => byte < 0x40) + 1;
  if (block.length - end <= MAX_UNDECODED_BYTES) {
    return end;
  }
  return encoding === 'utf-8' ? startOfLastUtf8(block) : endOfLastCp932(block, end);
}

function startOfLastUtf8(block: Uint8Array): number {
  const start = block.findLastIndex((byte) => (byte & 0xc0) !== 0x80);
  // No character is longer than four bytes: it is then the decoder's to say where the text is bad.
  return block.length - start > 4 ? block.length : start;
}

/** Only from where a character certainly begins can be told which of its bytes is the last one. */
function endOfLastCp932(block: Uint8Array, from: number): number {
  let end = from;
  for (let next = from; next <= block.length;) {
    end = next;
    const byte = block[next] ?? 0;
    next += (byte >= 0x81 && byte <= 0x9f) || (byte >= 0xe0 && byte <= 0xfc) ? 2 : 1;
  }
  return end;
}

/** The length of the longest beginning that decodes completely. */
function decodablePrefix(block: Uint8Array, encoding: Encoding): number {
  const decodes = (length: number, stream: boolean): boolean => {
    try {
      createDecoder(encoding, { fatal: true }).decode(block.subarray(0, length), { stream });
      return true;
    } catch {
      return false;
    }
  };
  let good = 0;
  let bad = block.length + 1;
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    if (middle <= block.length && decodes(middle, true)) {
      good = middle;
    } else {
      bad = middle;
    }
  }
  // The last bytes of a stream may be half a character that the bad byte has broken: it starts the bad place.
  while (good > 0 && !decodes(good, false)) {
    good--;
  }
  return good;
}

const INITIAL_BYTES = 64 * 1024;

/**
 * Bytes that come in slices and go in pieces, in memory that is used again and again: a new array for each slice would
 * have the collector clear away the whole file.
 */
class ByteBlock {
  #memory = new Uint8Array(INITIAL_BYTES);
  #length = 0;

  /** What has been appended and not dropped. A view: it is another text after the next call. */
  bytes(): Uint8Array {
    return this.#memory.subarray(0, this.#length);
  }

  append(slice: Uint8Array): void {
    const length = this.#length + slice.length;
    if (length > this.#memory.length) {
      const larger = new Uint8Array(2 * length);
      larger.set(this.bytes());
      this.#memory = larger;
    }
    this.#memory.set(slice, this.#length);
    this.#length = length;
  }

  /** Forgets the first bytes. */
  drop(count: number): void {
    this.#memory.copyWithin(0, count, this.#length);
    this.#length -= count;
  }
}
