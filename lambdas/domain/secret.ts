import { inspect } from 'node:util';

/**
 * A password, token or code on its way between the vault and a console.
 *
 * Logs, JSON, errors and template strings show `***`; only `reveal()` gives the text, and only adapters call it.
 */
export class Secret {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  reveal(): string {
    return this.#text;
  }

  toString(): string {
    return '***';
  }

  toJSON(): string {
    return '***';
  }

  [inspect.custom](): string {
    return 'Secret(***)';
  }
}
