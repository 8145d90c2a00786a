import type { Locator } from 'playwright-core';
import { withoutBrand } from '../../domain/brand.ts';
import type { PageElement } from './dom.ts';

/** A product by its 表示名, and those of the other rows of its list, which a dialog of it does not name. */
export interface NamedProduct {
  displayName: string;
  others: readonly string[];
}

/** What stands in a line of its own, and what heads something; of a dialog or of what is around it. */
interface Words {
  lines: string[];
  headings: string[];
}

/**
 * Why a dialog is not one of this product; `undefined` when it names it, in a line of its own or in what heads it, and no
 * other. Looks further out as long as nobody is named, because a heading may stand above the block with the buttons.
 */
export async function whyNotNamed(dialog: Locator, { displayName, others }: NamedProduct): Promise<string | undefined> {
  const own = plain(displayName);
  if (others.map(plain).includes(own)) return `two products are called "${displayName}"`;
  const foreign = others.map(plain).filter((name) => name !== '');
  for (const words of await dialog.evaluate(wordsAround)) {
    const other = others.find((name) => isNamedIn(words, plain(name), own));
    if (other !== undefined) return `it names "${other}"`;
    const isNamed =
      words.lines.some((line) => plain(line) === own) ||
      words.headings.some((heading) => heads(plain(heading), own, foreign));
    if (isNamed) return undefined;
  }
  return `it does not name "${displayName}"`;
}

/** Which of these products a dialog names, for one that need not name its own. */
export async function namedIn(dialog: Locator, others: readonly string[]): Promise<string | undefined> {
  const [words] = await dialog.evaluate(wordsAround);
  return words && others.find((name) => isNamedIn(words, plain(name), ''));
}

function isNamedIn({ lines, headings }: Words, name: string, own: string): boolean {
  if (name === '') return false;
  if ([...lines, ...headings].some((each) => plain(each) === name)) return true;
  return !own.includes(name) && headings.some((each) => plain(each).includes(name));
}

/** Whether a heading has the name in it, and not only as part of a longer name. */
function heads(heading: string, name: string, foreign: readonly string[]): boolean {
  const longer = foreign.filter((each) => each.includes(name));
  return longer.reduce((rest, each) => rest.replaceAll(each, ''), heading).includes(name);
}

function plain(text: string): string {
  return withoutBrand(text)
    .normalize('NFKC')
    .replace(/[\u200b-\u200f\u2060\ufeff\u00ad\s]/gu, '')
    .replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N})]+$/gu, '')
    .toLowerCase();
}

/** Runs in the page: what the dialog says, then what stands around it, each as far as the next dialog or main part. */
function wordsAround(dialog: PageElement): Words[] {
  const OUTERMOST = 'dialog, [role="dialog"], [role="alertdialog"], [aria-modal="true"], main, body';
  const words: Words[] = [];
  for (
    let around: PageElement | undefined = dialog;
    around;
    around = around.parentElement ?? around.getRootNode().host
  ) {
    const headings = [...around.querySelectorAll('h1, h2, h3, h4, h5, h6, [role="heading"], legend, caption')]
      .filter((each) => each.getClientRects().length > 0)
      .map((each) => each.innerText);
    const name = around.getAttribute('aria-label');
    words.push({ lines: around.innerText.split(/[\n\t]/u), headings: name === null ? headings : [name, ...headings] });
    if (around.matches(OUTERMOST)) break;
  }
  return words;
}
