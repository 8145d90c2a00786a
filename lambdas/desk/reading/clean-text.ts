/** Zero-width and direction marks, which come along unseen when somebody copies from a page, and control characters. */
const UNSEEN = /[\p{Cf}\p{Cc}]/gu;
/** Longer than anything that a console shows at once. */
const LONGEST = 20_000;

/** What a person typed or pasted, without what cannot be seen; tabs and line breaks stay, because they part cells. */
export function cleanText(text: string | undefined): string {
  return (text ?? '')
    .slice(0, LONGEST)
    .replace(/\r\n?/gu, '\n')
    .replace(UNSEEN, (mark) => (mark === '\n' || mark === '\t' ? mark : ''))
    .trim();
}
