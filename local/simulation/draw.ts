import { hash } from 'node:crypto';

/**
 * The one source of randomness of a simulated run: a number for each question, made of the seed and the question's name.
 *
 * A sequence would shift when one thing more is asked; here the answer to a question never depends on the others, so that
 * a run replays exactly, and a fault that is left out leaves the rest as they were.
 */
export class Draw {
  readonly #seed: string;

  constructor(seed: number) {
    this.#seed = String(seed);
  }

  /** From 0 to below 1. */
  share(question: string): number {
    return hash('md5', `${this.#seed}|${question}`, 'buffer').readUIntBE(0, 6) / 2 ** 48;
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
