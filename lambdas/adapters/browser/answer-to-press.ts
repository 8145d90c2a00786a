import { isTemporaryProblem } from '../../domain/product-instance.ts';
import type { PressAnswer } from '../../ports/vision-one.ts';
import type { PageDocument, PageElement, PageStyle } from './dom.ts';
import { label, mentions } from './label.ts';
import { type Root, shows, visible } from './root.ts';

/** A message or dialog of a console. */
interface ShownMessage {
  /** Without its title and its buttons: what is compared with the message of guide 3-15. */
  text: string;
  /** All of it, as a person reads it. */
  words: string;
}

/**
 * What the console says at this moment, word for word: for `answerOf` after the press, which is to be told apart from
 * it.
 */
export async function saidOn(root: Root): Promise<string[]> {
  return (await messagesOf(root)).map(({ words }) => words);
}

/** The answer to the final press that a page shows, if it shows one: a message or dialog that was not there before. */
export async function answerOf(root: Root, saidBefore: readonly string[]): Promise<PressAnswer | undefined> {
  const said = (await messagesOf(root)).filter(({ words }) => !saidBefore.includes(words));
  const [first, ...others] = said;
  if (!first) return undefined;
  // Two messages at once are not the one of guide 3-15, whatever one of them says.
  if (others.length === 0 && isTemporaryProblem(first.text)) return { kind: 'message', text: first.text };
  return { kind: 'message', text: said.map(({ words }) => words).join(' / ') };
}

async function messagesOf(root: Root): Promise<ShownMessage[]> {
  const plain = visible(root.getByText(label('temporaryProblem')));
  const texts = { title: label('systemUpdateNotice').source, tick: mentions('understandAndAgree').source };
  const [marked, known] = await Promise.all([
    root.evaluate(messagesInPage, texts).catch((): ShownMessage[] => []),
    shows(plain).then((shown) => (shown ? plain.first().innerText() : undefined)),
  ]);
  if (marked.length > 0 || known === undefined) return marked;
  return [{ text: known.trim(), words: known.trim() }];
}

declare const document: PageDocument;
declare const innerWidth: number;
declare const innerHeight: number;
declare function getComputedStyle(element: PageElement): PageStyle;

/**
 * Runs in the page: each message and each dialog, also one without a role that lies over the middle of the page. The
 * dialog of the press itself is none while it still has its tick, nor while it works. Helpers are methods, because a
 * bundle wraps what else has a name (`keepNames`).
 */
function messagesInPage({ title, tick }: { title: string; tick: string }): ShownMessage[] {
  const dialogs = '[role="alert"], [role="alertdialog"], [role="status"], [role="dialog"], dialog[open]';
  const parts = 'h1, h2, h3, h4, h5, h6, [role="heading"], button, [role="button"], input[type="submit"]';
  const page = {
    isVisible(element: PageElement): boolean {
      return element.getClientRects().length > 0;
    },
    /** What is fixed over the middle of the page, as a dialog without a role is. */
    overTheMiddle(): PageElement[] {
      const [top] = document.elementsFromPoint(innerWidth / 2, innerHeight / 2);
      let fixed: PageElement | undefined;
      for (let at = top ?? null; at; at = at.parentElement) {
        if (getComputedStyle(at).position === 'fixed') fixed = at;
      }
      return fixed ? [fixed] : [];
    },
    /**
     * The text of an element without that of its title and its buttons, none of which may stand in a sentence as well.
     */
    textOf(element: PageElement): string {
      if (!page.isVisible(element)) return '';
      const own = [...element.childNodes].map((node) => {
        if (node.nodeType === 3) return node.textContent ?? '';
        if (node.nodeType !== 1) return '';
        const child = node as PageElement;
        return child.matches(parts) || child.matches('script, style') ? ' ' : page.textOf(child);
      });
      return own.join('');
    },
    plain(text: string): string {
      return text
        .replace(/\s+/g, ' ')
        .replace(/^[^\p{L}\p{N}]+(?=\p{L})/u, '')
        .trim();
    },
    isWaiting(element: PageElement): boolean {
      if (element.getAttribute('aria-busy') === 'true') return true;
      const buttons = [...element.querySelectorAll('button, [role="button"], input[type="submit"]')];
      const titles = [...element.querySelectorAll('h1, h2, h3, h4, h5, h6, [role="heading"]')];
      const isNotice = titles.some((each) => new RegExp(title, 'iu').test(each.innerText.trim()));
      return isNotice && (new RegExp(tick, 'iu').test(element.innerText) || buttons.length === 0);
    },
  };
  const all = [...document.querySelectorAll(dialogs), ...page.overTheMiddle()].filter((element) =>
    page.isVisible(element),
  );
  return [...new Set(all)]
    .filter((element) => !all.some((other) => other !== element && other.contains(element)))
    .filter((element) => !page.isWaiting(element))
    .map((element) => ({ text: page.plain(page.textOf(element)), words: page.plain(element.innerText) }))
    .filter(({ words }) => words !== '');
}
