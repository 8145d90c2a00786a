/**
 * One line of text: whatever could end a header, begin a line of its own, or turn the reading direction of what follows
 * becomes a space. Names come from a spreadsheet, and a mail is read by somebody who trusts it.
 */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim();
}

/** At most so many characters, the last of them `…` where some are missing; an emoji is never cut in two. */
export function clip(text: string, most: number): string {
  const characters = Array.from(text);
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`;
}
