/** No slice handed on is longer than this, however large the chunks of the source are. */
const SLICE_BYTES = 16 * 1024;

/** Bytes in slices of bounded size, with a look ahead. Errors of the source pass through unchanged. */
export class ByteReader {
  readonly #source: AsyncIterator<Uint8Array>;
  #held: Uint8Array = new Uint8Array();
  #ended = false;

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.#source = chunks[Symbol.asyncIterator]();
  }

  /** The next bytes, without taking them: at least `count`, or all that are left. */
  async peek(count: number): Promise<Uint8Array> {
    const parts = [this.#held];
    let length = this.#held.length;
    while (length < count && !this.#ended) {
      const next = await this.#source.next();
      if (next.done === true) {
        this.#ended = true;
      } else {
        parts.push(next.value);
        length += next.value.length;
      }
    }
    this.#held = parts.length === 1 ? this.#held : concatBytes(parts);
    return this.#held;
  }

  /** Takes the next slice; undefined at the end. */
  async take(): Promise<Uint8Array | undefined> {
    await this.peek(1);
    if (this.#held.length === 0) {
      return undefined;
    }
    const slice = this.#held.subarray(0, SLICE_BYTES);
    this.#held = this.#held.subarray(slice.length);
    return slice;
  }

  /** Gives back the end of what was just taken. */
  putBack(bytes: Uint8Array): void {
    this.#held = concatBytes([bytes, this.#held]);
  }

  /** Tells the source that no more will be read. */
  async close(): Promise<void> {
    if (!this.#ended) {
      this.#ended = true;
      await this.#source.return?.();
    }
  }
}

/** The parts one after the other in new memory, or the only non-empty part itself. */
function concatBytes(parts: readonly Uint8Array[]): Uint8Array {
  const filled = parts.filter((part) => part.length > 0);
  if (filled.length === 1 && filled[0] !== undefined) {
    return filled[0];
  }
  const all = new Uint8Array(filled.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of filled) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
