import type { Secret } from '../../domain/secret.ts';

/** Shorter texts would be found everywhere. */
const SHORTEST = 4;

/**
 * Knows the secrets of one call, and takes them out of every text and picture that leaves it. Playwright writes what it filled in into
 * the messages of its errors, as text; pages show what was typed, in all encodings.
 */
export class Scrubber {
  readonly #needles = new Set<string>();

  /** From here on this secret is taken out. */
  learn(secret: Secret | string): void {
    const text = typeof secret === 'string' ? secret : secret.reveal();
    for (const encoded of encodingsOf(text)) if (encoded.length >= SHORTEST) this.#needles.add(encoded);
  }

  /** What is taken out, longest first. */
  get needles(): string[] {
    return [...this.#needles].sort((a, b) => b.length - a.length);
  }

  scrub(text: string): string {
    return this.needles.reduce((rest, needle) => rest.replaceAll(needle, '***'), text);
  }
}

function encodingsOf(text: string): string[] {
  const url = encodeURIComponent(text);
  const form = new URLSearchParams({ x: text }).toString().slice(2);
  const json = JSON.stringify(text).slice(1, -1);
  return [
    text,
    url,
    url.replaceAll('%20', '+'),
    form,
    json,
    JSON.stringify(json).slice(1, -1),
    Buffer.from(text).toString('base64').replace(/=+$/u, ''),
    Buffer.from(text).toString('base64url'),
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;'),
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&#34;').replaceAll("'", '&#39;'),
  ];
}
