const INITIAL_BYTES = 64 * 1024;

/**
 * Bytes that come in slices and go in pieces, in memory that is used again and again: a new array for each slice would
 * have the collector clear away the whole file.
 */
export class ByteBlock {
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
