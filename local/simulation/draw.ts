/**
 * The one source of randomness of a simulated run: a number for each question, made of the seed and the question's name.
 *
 * A sequence would shift when one thing more is asked; here the answer to a question never depends on the others, so that
 * a run replays exactly, and a fault that is left out leaves the rest as they were.
 */
export class Draw {
  readonly #seed: Mix;

  constructor(seed: number) {
    this.#seed = mixed([0xdeadbeef, 0x41c6ce57], `${String(seed)}|`);
  }

  /** From 0 to below 1. */
  share(question: string): number {
    return shareOf(mixed(this.#seed, question));
  }

  chance(question: string, probability: number): boolean {
    return this.share(question) < probability;
  }

  between(question: string, least: number, most: number): number {
    return least + this.share(question) * (most - least);
  }

  pick<T>(question: string, choices: readonly [T, ...T[]]): T {
    return choices[Math.floor(this.share(question) * choices.length)] ?? choices[0];
  }
}

/** Two halves of 32 bits. A cryptographic hash took a twentieth of each run; this one (cyrb53) mixes a name in a tenth of that. */
type Mix = readonly [number, number];

function mixed([one, other]: Mix, text: string): Mix {
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    one = Math.imul(one ^ unit, 2654435761);
    other = Math.imul(other ^ unit, 1597334677);
  }
  return [one, other];
}

/** From 0 to below 1, of 53 bits. */
function shareOf([one, other]: Mix): number {
  const high = Math.imul(one ^ (one >>> 16), 2246822507) ^ Math.imul(other ^ (other >>> 13), 3266489909);
  const low = Math.imul(other ^ (other >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return ((low >>> 0) * 2 ** 21 + (high >>> 11)) / 2 ** 53;
}
