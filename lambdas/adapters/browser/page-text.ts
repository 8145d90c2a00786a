import type { PageElement, PageNode, PageRoot, PageStyle } from './dom.ts';
import type { Root } from './root.ts';

declare const document: { readonly body: PageElement | null };
declare function getComputedStyle(element: PageElement): PageStyle;

/** What a page says, as a person reads it: line by line, and with what lies in open shadow roots. */
export async function textOf(root: Root): Promise<string> {
  return root.evaluate(textInPage);
}

/** Runs in the page. Helpers are methods, because a bundle wraps what else has a name (`keepNames`). */
function textInPage(): string {
  const page = {
    textWithin(node: PageNode | PageRoot): string {
      let text = '';
      for (const child of node.childNodes) {
        if (child.nodeType === 3) text += (child.textContent ?? '').replace(/\s+/gu, ' ');
        if (child.nodeType !== 1) continue;
        const element = child as PageElement;
        if (element.matches('script, style, template, noscript, select, textarea')) continue;
        const { display } = getComputedStyle(element);
        if (display === 'none' || element.checkVisibility?.({ visibilityProperty: true }) === false) {
          if (display !== 'contents') continue;
        }
        const own = page.textWithin(element.shadowRoot ?? element);
        if (element.tagName === 'BR') text += '\n';
        else if (/cell/u.test(display)) text += `${own}\t`;
        else text += display.startsWith('inline') || display === 'contents' ? own : `\n${own}\n`;
      }
      return text;
    },
  };
  const { body } = document;
  // Without shadow roots the browser knows best.
  const isPlain = ![...(body?.querySelectorAll('*') ?? [])].some(({ shadowRoot }) => shadowRoot);
  return body ? (isPlain ? body.innerText : page.textWithin(body)) : '';
}
