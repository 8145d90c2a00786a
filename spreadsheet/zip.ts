import { crc32, inflateRawSync } from 'node:zlib';

/** A part of a zip archive as its directory describes it. */
interface Entry {
  method: number;
  isEncrypted: boolean;
  crc: number;
  packed: number;
  unpacked: number;
  /** Where its local header begins. */
  offset: number;
}

/** Why an archive or one of its parts cannot be read. */
export class ZipError extends Error {
  override readonly name = 'ZipError';
  readonly why: 'damaged' | 'encrypted' | 'expands';
  readonly part: string;

  constructor(why: ZipError['why'], part: string) {
    super(`${part}: ${why}`);
    this.why = why;
    this.part = part;
  }
}

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;
/** Its comment may have as many bytes, and stands behind the end of the directory. */
const MAX_COMMENT = 0xffff;
const IN_EXTRA_FIELD = 0xffffffff;

/**
 * A zip archive in memory, read by its directory: of each part the length and the checksum are compared with what the
 * directory says. fflate compares neither, and what it unpacks of a part that is too long is cut off without a word.
 */
export class Zip {
  readonly #bytes: Buffer;
  readonly #entries: ReadonlyMap<string, Entry>;
  /** Bytes that may still be unpacked. */
  #left: number;

  /** Throws ZipError where the directory cannot be read. All parts that are read have at most `limit` bytes together. */
  constructor(bytes: Buffer, limit: number) {
    this.#bytes = bytes;
    this.#left = limit;
    try {
      this.#entries = readDirectory(bytes);
    } catch (error) {
      // A place outside the file.
      if (error instanceof RangeError) throw new ZipError('damaged', 'zip');
      throw error;
    }
  }

  names(): string[] {
    return [...this.#entries.keys()];
  }

  has(name: string): boolean {
    return this.#entries.has(name);
  }

  /** The bytes of a part; undefined where there is none. Throws ZipError. */
  read(name: string): Uint8Array | undefined {
    const entry = this.#entries.get(name);
    if (entry === undefined) return undefined;
    if (entry.isEncrypted) throw new ZipError('encrypted', name);
    if (entry.unpacked > this.#left) throw new ZipError('expands', name);
    this.#left -= entry.unpacked;
    const unpacked = this.#unpack(name, entry);
    if (unpacked.length !== entry.unpacked || crc32(unpacked) !== entry.crc) throw new ZipError('damaged', name);
    return unpacked;
  }

  #unpack(name: string, { method, packed, unpacked, offset }: Entry): Uint8Array {
    try {
      if (this.#bytes.readUInt32LE(offset) !== LOCAL_HEADER) throw new ZipError('damaged', name);
      const from = offset + 30 + this.#bytes.readUInt16LE(offset + 26) + this.#bytes.readUInt16LE(offset + 28);
      const data = this.#bytes.subarray(from, from + packed);
      if (method === 0) return data;
      if (method === 8) return inflateRawSync(data, { maxOutputLength: Math.max(unpacked, 1) });
    } catch (error) {
      if (error instanceof ZipError) throw error;
      const isTooLong = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
      throw new ZipError(isTooLong ? 'expands' : 'damaged', name);
    }
    throw new ZipError('damaged', name);
  }
}

function readDirectory(bytes: Buffer): Map<string, Entry> {
  const end = endOfDirectory(bytes);
  const count = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  const entries = new Map<string, Entry>();
  for (let n = 0; n < count; n++) {
    if (bytes.readUInt32LE(at) !== DIRECTORY_ENTRY) throw new ZipError('damaged', 'zip');
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((field) => bytes.readUInt16LE(at + field)) as [
      number,
      number,
      number,
    ];
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
    const extra = bytes.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength);
    const [unpacked, packed, offset] = sizes(extra, [
      bytes.readUInt32LE(at + 24),
      bytes.readUInt32LE(at + 20),
      bytes.readUInt32LE(at + 42),
    ]);
    // Two parts of one name: which one another program reads, nobody knows.
    if (entries.has(name)) throw new ZipError('damaged', name);
    entries.set(name, {
      method: bytes.readUInt16LE(at + 10),
      isEncrypted: (bytes.readUInt16LE(at + 8) & 1) === 1,
      crc: bytes.readUInt32LE(at + 16),
      ...{ packed, unpacked, offset },
    });
    at += 46 + nameLength + extraLength + commentLength;
  }
  return entries;
}

function endOfDirectory(bytes: Buffer): number {
  for (let at = bytes.length - 22; at >= Math.max(0, bytes.length - 22 - MAX_COMMENT); at--) {
    if (bytes.readUInt32LE(at) === END_OF_DIRECTORY) return at;
  }
  throw new ZipError('damaged', 'zip');
}

type Sizes = [unpacked: number, packed: number, offset: number];

/** Programs that write as a stream keep sizes as 64 bits in an extra field, also small ones (APPNOTE 4.5.3). */
function sizes(extra: Buffer, written: Sizes): Sizes {
  let at = 0;
  while (at + 4 <= extra.length && extra.readUInt16LE(at) !== 1) at += 4 + extra.readUInt16LE(at + 2);
  let next = at + 4;
  return written.map((size) => {
    if (size !== IN_EXTRA_FIELD) return size;
    next += 8;
    return Number(extra.readBigUInt64LE(next - 8));
  }) as Sizes;
}
