import type { Json } from './json.ts';

/** AWS's limit for the input and output of tasks, states and executions, and for what one state assigns, in bytes. */
export const PAYLOAD_LIMIT = 256 * 1024;

/**
 * A value on its way through a machine together with its text, which is written once however many states pass it on.
 *
 * Nobody may change the value: several states, branches and variables can hold the same one.
 */
export class Payload {
  readonly value: Json;
  #text: string | undefined;
  #bytes: number | undefined;

  constructor(value: Json, text?: string) {
    this.value = value;
    this.#text = text;
  }

  get text(): string {
    return (this.#text ??= JSON.stringify(this.value));
  }

  get bytes(): number {
    return (this.#bytes ??= Buffer.byteLength(this.text));
  }

  /** A copy for those who may change what they are given: the functions. */
  copy(): Json {
    return JSON.parse(this.text) as Json;
  }
}
