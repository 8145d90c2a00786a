/** Where a page leads: the links and pictures of its text, without what stands in code. */
export function linksIn(markdown: string): string[] {
  const text = withoutCode(markdown);
  const inline = Array.from(text.matchAll(/\]\(<?([^)\s>]+)>?(?: "[^"]*")?\)/gu), ([, target = '']) => target);
  const inHtml = Array.from(text.matchAll(/(?:src|srcset|href)="([^"]+)"/gu), ([, target = '']) => target);
  return [...inline, ...inHtml];
}

/** The anchors that GitHub gives the headings of a page: lower case, no punctuation, a hyphen for each space. */
export function anchorsOf(markdown: string): Set<string> {
  const anchors = new Set<string>();
  for (const [, heading = ''] of withoutBlocks(markdown).matchAll(/^#{1,6} +(.+)$/gmu)) {
    const slug = heading
      .replace(/\[([^\]]*)\]\([^)]*\)/gu, '$1')
      .toLowerCase()
      .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
      .trim()
      .replaceAll(' ', '-');
    let anchor = slug;
    for (let again = 1; anchors.has(anchor); again++) anchor = `${slug}-${String(again)}`;
    anchors.add(anchor);
  }
  return anchors;
}

function withoutCode(markdown: string): string {
  return withoutBlocks(markdown).replace(/`[^`\n]+`/gu, '');
}

function withoutBlocks(markdown: string): string {
  return markdown.replace(/^ *(```+|~~~+)[^\n]*\n[\s\S]*?^ *\1 *$/gmu, '');
}
