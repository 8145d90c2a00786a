/**
 * Functions that run in the page, for the camera. Each stands alone, because its source is what is sent there; helpers
 * are methods, because a bundle wraps what else has a name (`keepNames`).
 */

interface Style {
  setProperty(name: string, value: string, priority: 'important'): void;
}

interface CoveredNode {
  readonly nodeType: number;
  nodeValue: string | null;
  readonly childNodes: Iterable<CoveredNode>;
  readonly shadowRoot?: CoveredNode | null;
}

/** A field or an element with text, and what it was like before. */
interface Covered extends CoveredNode {
  value?: unknown;
  type?: string;
  readonly style?: Style;
  getAttribute(name: string): string | null;
  setAttribute(name: string, value: string): void;
  removeAttribute(name: string): void;
  querySelectorAll(selector: string): Iterable<Covered>;
  coveredBefore?: { style: string | null }[];
  textBefore?: { value?: string; nodes: [CoveredNode, string | null][] };
}

/** Which of these fields hold something that was not put there by `swap`. */
export function isFilled(fields: unknown): boolean[] {
  const chosen = ['range', 'color', 'file', 'image', 'reset'];
  return (fields as Covered[]).map(
    ({ value, type, textBefore }) =>
      typeof value === 'string' && value !== '' && !chosen.includes(type ?? '') && textBefore === undefined,
  );
}

/** Covers the text of these elements by their own style, which no zoom and no frame moves away from them. */
export function cover(elements: unknown): void {
  for (const element of elements as Covered[]) {
    if (element.coveredBefore) continue;
    const all = [element, ...element.querySelectorAll('*')];
    element.coveredBefore = all.map((each) => ({ style: each.getAttribute('style') }));
    for (const each of all) {
      for (const [name, value] of [
        ['color', 'transparent'],
        ['-webkit-text-fill-color', 'transparent'],
        ['fill', 'transparent'],
        ['stroke', 'transparent'],
        ['caret-color', 'transparent'],
        ['text-decoration-color', 'transparent'],
        ['text-shadow', 'none'],
        ['-webkit-text-stroke', '0'],
        ['background', '#b9c'],
        ['transition', 'none'],
        // The other text that is put there has the same letters: without these it has the same width.
        ['font-kerning', 'none'],
        ['font-variant-ligatures', 'none'],
      ] as const)
        each.style?.setProperty(name, value, 'important');
    }
  }
}

/** Puts other text in place of each word: its letters backwards, which take the same room. */
export function swap(elements: unknown): void {
  const page = {
    next(letter: string): string {
      if (/[0-8a-yA-Y]/.test(letter)) return String.fromCharCode(letter.charCodeAt(0) + 1);
      return letter === '9' ? '0' : 'a';
    },
    others(text: string): string {
      return text.replace(/\S+/g, (word) => {
        const backwards = [...word].reverse().join('');
        return backwards === word ? [...word].map((letter) => page.next(letter)).join('') : backwards;
      });
    },
    textNodes(node: CoveredNode): CoveredNode[] {
      return [
        ...(node.nodeType === 3 ? [node] : [...node.childNodes].flatMap((child) => page.textNodes(child))),
        ...(node.shadowRoot ? page.textNodes(node.shadowRoot) : []),
      ];
    },
  };
  const done = new Set<CoveredNode>();
  for (const element of elements as Covered[]) {
    if (element.textBefore) continue;
    // One of these elements may stand within another.
    const own = page.textNodes(element).filter((node) => !done.has(node));
    for (const node of own) done.add(node);
    const nodes = own.map((node): [CoveredNode, string | null] => [node, node.nodeValue]);
    const { value } = element;
    element.textBefore = { nodes, ...(typeof value === 'string' && { value }) };
    for (const [node, text] of nodes) node.nodeValue = page.others(text ?? '');
    if (typeof value === 'string') element.value = page.others(value);
  }
}

/** Puts everything back as it was before `cover` and `swap`, the last first. */
export function uncover(elements: unknown): void {
  for (const element of [...(elements as Covered[])].reverse()) {
    if (element.textBefore) {
      for (const [node, text] of element.textBefore.nodes) node.nodeValue = text;
      if (element.textBefore.value !== undefined) element.value = element.textBefore.value;
      delete element.textBefore;
    }
    if (element.coveredBefore) {
      const all = [element, ...element.querySelectorAll('*')];
      for (const [index, each] of all.entries()) {
        const style = element.coveredBefore[index]?.style;
        if (style === null || style === undefined) each.removeAttribute('style');
        else each.setAttribute('style', style);
      }
      delete element.coveredBefore;
    }
  }
}
