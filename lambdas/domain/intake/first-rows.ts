const INITIAL_SLOTS = 64;
const MAX_LOAD = 0.8;
const WORDS_PER_SLOT = 3;
const SHARD_BITS = 4;

/**
 * Remembers in which row each key was first seen, in 12 bytes a slot whatever the key's length.
 *
 * A Map of a million addresses takes some 100 MB, this table 24. It keeps 64 bits of hash instead of the key: among a
 * million keys the chance that any two are mistaken for each other is 3 in 100 million. It is cut into shards, so that
 * growing copies a sixteenth at a time and never doubles the memory.
 */
export class FirstRows {
  readonly #shards = Array.from({ length: 2 ** SHARD_BITS }, () => new Shard());

  /** Claims a key for a row (from 1). Returns the row that has claimed it before, or undefined when it is now this one's. */
  claim(key: string, row: number): number | undefined {
    // Two independent 32-bit hashes (cyrb53's rounds and finish). Not for anything an adversary could gain by.
    let high = 0xdeadbeef;
    let low = 0x41c6ce57;
    for (let i = 0; i < key.length; i++) {
      const code = key.charCodeAt(i);
      high = Math.imul(high ^ code, 2654435761);
      low = Math.imul(low ^ code, 1597334677);
    }
    high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
    low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
    return this.#shards[high >>> (32 - SHARD_BITS)]?.claim(high >>> 0, low >>> 0, row);
  }
}

class Shard {
  #slots = new Uint32Array(INITIAL_SLOTS * WORDS_PER_SLOT);
  #used = 0;

  claim(high: number, low: number, row: number): number | undefined {
    if (this.#used > (this.#slots.length / WORDS_PER_SLOT) * MAX_LOAD) {
      this.#grow();
    }
    const slots = this.#slots;
    const at = slotOf(slots, high, low);
    const firstRow = slots[at + 2] ?? 0;
    if (firstRow !== 0) {
      return firstRow;
    }
    slots[at] = high;
    slots[at + 1] = low;
    slots[at + 2] = row;
    this.#used++;
    return undefined;
  }

  #grow(): void {
    const larger = new Uint32Array(this.#slots.length * 2);
    for (let from = 0; from < this.#slots.length; from += WORDS_PER_SLOT) {
      if (this.#slots[from + 2] !== 0) {
        const to = slotOf(larger, this.#slots[from] ?? 0, this.#slots[from + 1] ?? 0);
        larger[to] = this.#slots[from] ?? 0;
        larger[to + 1] = this.#slots[from + 1] ?? 0;
        larger[to + 2] = this.#slots[from + 2] ?? 0;
      }
    }
    this.#slots = larger;
  }
}

/** Where the hash stands, or the free slot where it belongs. Row 0 marks a free slot. */
function slotOf(slots: Uint32Array, high: number, low: number): number {
  const count = slots.length / WORDS_PER_SLOT;
  let at = (low & (count - 1)) * WORDS_PER_SLOT;
  while (slots[at + 2] !== 0 && (slots[at] !== high || slots[at + 1] !== low)) {
    at += WORDS_PER_SLOT;
    if (at === slots.length) {
      at = 0;
    }
  }
  return at;
}
