/** A small file has few keys. More are moved once, into a table that never grows. */
const FEW_SLOTS = 2 ** 12;
const WORDS_PER_SLOT = 3;
const MAX_LOAD = 0.8;
const SLOTS_PER_KEY = 1 / MAX_LOAD;

/**
 * The most keys of one file: tenant IDs and addresses of accounts, 33 for each of 100,000 tenants. Their table takes 50
 * MB.
 */
const MAX_KEYS = 3_300_000;

/**
 * Remembers in which row each key was first seen, in memory that does not depend on how many there are.
 *
 * Keys are ASCII, and upper and lower case are the same. What is kept of each is 64 bits of hash: among 3,300,000 keys
 * the chance that any two are mistaken for each other is n² / 2 / 2⁶⁴, 3 in ten million. Somebody who makes two collide
 * on purpose has a row of their own rejected.
 */
export class FirstRows {
  #slots = new Uint32Array(FEW_SLOTS * WORDS_PER_SLOT);
  #used = 0;
  #hashes = new Uint32Array(2 ** 10);
  #expected = 0;
  /** What `fetchExpected` saw; public, so that no compiler takes the fetching for useless. */
  fetched = 0;
  readonly maxKeys: number;
  /** Four fifths of them hold the keys, and what one more row may bring has room. */
  readonly #allSlots: number;

  constructor(maxKeys = MAX_KEYS) {
    this.maxKeys = Math.min(maxKeys, MAX_KEYS);
    this.#allSlots = Math.max(FEW_SLOTS, Math.ceil(this.maxKeys * SLOTS_PER_KEY));
  }

  /**
   * Whether no row may claim anything any more. The keys of one row always have room: a fifth of the slots stays free.
   */
  get isFull(): boolean {
    return this.#used >= this.maxKeys;
  }

  /**
   * Claims a key for a row (from 1). Returns the row that has claimed it before, or undefined when it is now this
   * one's.
   */
  claim(key: string, row: number): number | undefined {
    this.expect(key);
    const before = this.claimExpected(this.#expected - 1, row);
    this.#expected--;
    return before;
  }

  /**
   * Takes down a key that will be claimed soon, and answers with its number. Keys of another kind are others, and of a
   * key only the beginning is one where its end is always the same.
   */
  expect(key: string, kind = 0, length = key.length): number {
    // Two 32-bit hashes, cyrb53's rounds and finish. The second is turned each time: else their lowest three bits are
    // the same.
    let high = 0xdeadbeef ^ kind;
    let low = 0x41c6ce57;
    for (let i = 0; i < length; i++) {
      const code = key.charCodeAt(i);
      const folded = code >= 0x41 && code <= 0x5a ? code + 0x20 : code;
      high = Math.imul(high ^ folded, 2654435761);
      low = Math.imul(((low << 13) | (low >>> 19)) ^ folded, 1597334677);
    }
    high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
    low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
    const nth = this.#expected++;
    if (2 * nth + 1 >= this.#hashes.length) {
      const larger = new Uint32Array(2 * this.#hashes.length);
      larger.set(this.#hashes);
      this.#hashes = larger;
    }
    this.#hashes[2 * nth] = high;
    this.#hashes[2 * nth + 1] = low;
    return nth;
  }

  /**
   * Fetches the places of all keys that are expected. The table is far larger than a cache: one place takes as long as
   * hashing its key several times, but those that are asked for one right after the other come together.
   */
  fetchExpected(): void {
    const [slots, hashes] = [this.#slots, this.#hashes];
    let fetched = 0;
    for (let at = 1; at < 2 * this.#expected; at += 2) fetched ^= slots[placeOf(slots, hashes[at] ?? 0) + 2] ?? 0;
    this.fetched = fetched;
  }

  /** Claims the key with this number, as `claim` does. */
  claimExpected(nth: number, row: number): number | undefined {
    return this.#claim(this.#hashes[2 * nth] ?? 0, this.#hashes[2 * nth + 1] ?? 0, row);
  }

  forgetExpected(): void {
    this.#expected = 0;
  }

  #claim(high: number, low: number, row: number): number | undefined {
    if (this.#used > FEW_SLOTS * MAX_LOAD && this.#slots.length < this.#allSlots * WORDS_PER_SLOT) {
      this.#slots = movedInto(new Uint32Array(this.#allSlots * WORDS_PER_SLOT), this.#slots);
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
}

function movedInto(slots: Uint32Array<ArrayBuffer>, from: Uint32Array): Uint32Array<ArrayBuffer> {
  for (let at = 0; at < from.length; at += WORDS_PER_SLOT) {
    const slot = from.subarray(at, at + WORDS_PER_SLOT);
    const [high = 0, low = 0, row] = slot;
    if (row !== 0) {
      slots.set(slot, slotOf(slots, high, low));
    }
  }
  return slots;
}

/** Where the hash stands, or the free slot where it belongs. Row 0 marks a free slot. */
function slotOf(slots: Uint32Array, high: number, low: number): number {
  let at = placeOf(slots, low);
  while (slots[at + 2] !== 0 && (slots[at] !== high || slots[at + 1] !== low)) {
    at += WORDS_PER_SLOT;
    if (at === slots.length) {
      at = 0;
    }
  }
  return at;
}

/** Where a key belongs whose place is free. */
function placeOf(slots: Uint32Array, low: number): number {
  return Math.floor(low * (slots.length / WORDS_PER_SLOT / 2 ** 32)) * WORDS_PER_SLOT;
}
