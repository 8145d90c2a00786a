import { setTimeout as pause } from 'node:timers/promises';
import type { ElementHandle, JSHandle, Locator } from 'playwright-core';
import type { PageElement, PageStyle } from './dom.ts';

declare function getComputedStyle(element: PageElement): PageStyle;

/** Milliseconds in which a tick that was pressed shows. */
const SHOWS_WITHIN = 400;

/** One tick of a dialog, whatever it is made of. */
export interface Tick {
  /** `undefined` for one that is made of nothing that says whether it is set. */
  isSet(): Promise<boolean | undefined>;
  /** Presses what sets it, one thing after the other, until `isDone`; answers whether it is. */
  set(isDone: () => Promise<boolean>, timeout: number): Promise<boolean>;
}

interface FoundTick {
  /** The box itself; a hidden one has its state all the same. */
  box: PageElement | undefined;
  /** What a person would press: the box, else what is shown in its place, else its sentence. */
  targets: PageElement[];
}

/** The ticks in a dialog that stand beside words like these. */
export async function ticksBeside(dialog: Locator, words: RegExp): Promise<Tick[]> {
  const found = await dialog.evaluateHandle(ticksInDialog, words.source);
  const count = await found.evaluate((ticks: FoundTick[]) => ticks.length);
  return Array.from({ length: count }, (_, index) => aTick(found, index));
}

function aTick(found: JSHandle<FoundTick[]>, index: number): Tick {
  const isSet = () => found.evaluate(isSetInPage, index);
  return {
    isSet,
    async set(isDone, timeout) {
      const targets = await found.evaluate((ticks, at) => ticks[at]?.targets.length ?? 0, index);
      for (let target = 0; target < targets && !(await isDone()); target++) {
        const handle = await found.evaluateHandle((ticks, [at, which]) => ticks[at]?.targets[which], [
          index,
          target,
        ] as const);
        await pressAtItsBeginning(handle.asElement() as ElementHandle | null, timeout);
        // A page may draw its tick a moment later; another press would take it away again.
        const end = performance.now() + SHOWS_WITHIN;
        while (!(await isDone()) && performance.now() < end) await pause(20);
      }
      return isDone();
    },
  };
}

/** A sentence may hold links further on. */
async function pressAtItsBeginning(handle: ElementHandle | null, timeout: number): Promise<void> {
  const box = await handle?.boundingBox();
  if (!handle || !box) return;
  const position = { x: Math.min(8, box.width / 2), y: Math.min(10, box.height / 2) };
  // What does not take the press is not what sets it.
  await handle.click({ position, timeout }).catch(() => undefined);
}

/** Runs in the page. */
function isSetInPage(ticks: FoundTick[], index: number): boolean | undefined {
  const box = ticks[index]?.box;
  if (!box) return undefined;
  if (typeof box.checked === 'boolean') return box.checked;
  const state = box.getAttribute('aria-checked') ?? box.getAttribute('aria-pressed');
  return state === null ? undefined : state === 'true';
}

/**
 * Runs in the page: boxes by their element or role, shown or hidden behind a styled one, whose name, label or neighbour
 * are the words; where no box is one, what can be pressed beside the sentence.
 *
 * Helpers are methods, because a bundle wraps what else has a name (`keepNames`).
 */
function ticksInDialog(dialog: PageElement, source: string): FoundTick[] {
  const BOX = 'input[type="checkbox"], [role="checkbox"], [role="switch"]';
  const words = new RegExp(source, 'iu');
  const page = {
    squeeze(text: string | null | undefined): string {
      return (text ?? '')
        .replace(/[\u200b-\u200f\u2060\ufeff\u00ad]/gu, '')
        .replace(/\s+/gu, ' ')
        .trim();
    },
    isShown(element: PageElement): boolean {
      const { width, height } = element.getBoundingClientRect();
      return width > 4 && height > 4 && (element.checkVisibility?.({ visibilityProperty: true }) ?? true);
    },
    /** What it is called, and what stands beside it before another box does. */
    sentencesOf(box: PageElement): PageElement[] {
      const found = [...(box.labels ?? [])];
      const ids = (box.getAttribute('aria-labelledby') ?? '').split(/\s+/u).filter((id) => id !== '');
      for (const id of ids) found.push(...dialog.querySelectorAll(`[id="${id}"]`));
      for (let around = box.parentElement; around && around !== dialog; around = around.parentElement) {
        if ([...around.querySelectorAll(BOX)].length > 1) break;
        found.push(around);
      }
      return found;
    },
    isMeant(box: PageElement): boolean {
      const names = [box.getAttribute('aria-label'), box.title, box.innerText];
      const sentences = page.sentencesOf(box).map(({ innerText }) => innerText);
      return [...names, ...sentences].some((text) => words.test(page.squeeze(text)));
    },
    /** The smallest element that is nothing but the sentence. */
    sentence(): PageElement | undefined {
      return [...dialog.querySelectorAll('*')].findLast(
        (each) => page.isShown(each) && words.test(page.squeeze(each.innerText)),
      );
    },
    /** What is drawn in place of a box stands just before the sentence, or around it. */
    besideOf(sentence: PageElement): PageElement[] {
      const beside: PageElement[] = [];
      for (let inner = sentence, hops = 0; inner.parentElement && hops < 3 && inner !== dialog; hops++) {
        const siblings = [...inner.parentElement.children];
        const before = siblings[siblings.indexOf(inner) - 1];
        if (before && page.isShown(before) && page.squeeze(before.innerText).length <= 2) beside.push(before);
        inner = inner.parentElement;
      }
      return beside;
    },
  };
  const boxes = [...dialog.querySelectorAll(BOX)];
  const outermost = boxes.filter((box) => !boxes.some((other) => other !== box && other.contains(box)));
  const meant = outermost.filter((box) => page.isMeant(box));
  const sentence = page.sentence();
  const beside = sentence ? page.besideOf(sentence) : [];
  if (meant.length > 0) {
    return meant.map((box) => {
      const labels = [...(box.labels ?? [])].filter((label) => page.isShown(label));
      const all = [box, ...beside, ...labels, ...(sentence ? [sentence] : [])].filter((each) => page.isShown(each));
      return { box, targets: [...new Set(all)] };
    });
  }
  if (!sentence || boxes.length > 0) return [];
  const pointed = [...beside, sentence].filter((each) => getComputedStyle(each).cursor === 'pointer');
  return [{ box: undefined, targets: [...new Set([...pointed, ...beside])] }];
}
