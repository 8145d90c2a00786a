/**
 * One line that a person typed, without what cannot be seen in it; `undefined` where nothing is left. It may be longer
 * than `most`, for whoever has to refuse it then.
 */
export function typedLine(text: string | undefined, most: number): string | undefined {
  const line = (text ?? '')
    .slice(0, 10 * most)
    .replace(/[\s\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/\p{Cf}/gu, '')
    .trim();
  return line === '' ? undefined : line;
}

/** The same, cut to what is kept: a reason or a name that nobody is asked again for. */
export function cutLine(text: string | undefined, most: number): string | undefined {
  return typedLine(text, most)?.slice(0, most);
}
