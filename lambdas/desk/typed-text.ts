/** One line that a person typed, without what cannot be seen in it; `undefined` where nothing is left. */
export function typedLine(text: string | undefined, most: number): string | undefined {
  const line = (text ?? '')
    .slice(0, 10 * most)
    .replace(/[\s\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/\p{Cf}/gu, '')
    .trim();
  return line === '' ? undefined : line;
}
