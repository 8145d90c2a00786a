/**
 * The first odd character of a text with its code, `"а" (U+0430)`, or nothing: a letter that only looks plain cannot be
 * seen by the one who is told that something is wrong.
 */
export function oddCharacter(text: string, odd = /[^\x20-\x7e]/u): string {
  const found = odd.exec(text)?.[0];
  const code = found?.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0');
  return found === undefined ? '' : `"${found}" (U+${code})`;
}
