/** How many slips lead from one word to the other: a character too many, too few or another, or two that changed places. */
function slipsBetween(from: string, to: string): number {
  let beforeThat: number[] = [];
  let previous = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i++) {
    const current = [i];
    for (let j = 1; j <= to.length; j++) {
      const replaced = (previous[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      const isSwapped = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      const swapped = isSwapped ? (beforeThat[j - 2] ?? 0) + 1 : Infinity;
      current.push(Math.min(replaced, swapped, (previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1));
    }
    beforeThat = previous;
    previous = current;
  }
  return previous[to.length] ?? 0;
}

/**
 * The known word that was probably meant, or undefined: at most two slips, and at most one in four characters.
 *
 * Words longer than 60 characters are nobody's slip and are not compared.
 */
export function nearMiss(
  word: string,
  known: readonly string[],
  fold: (text: string) => string = (text) => text,
): string | undefined {
  const folded = fold(word);
  if (folded === '' || folded.length > 60) {
    return undefined;
  }
  let best: string | undefined;
  let fewest = Math.min(2, Math.ceil(folded.length / 4)) + 1;
  for (const candidate of known) {
    const target = fold(candidate);
    if (Math.abs(target.length - folded.length) >= fewest) {
      continue;
    }
    const slips = slipsBetween(folded, target);
    if (slips < fewest) {
      best = candidate;
      fewest = slips;
    }
  }
  return best;
}
