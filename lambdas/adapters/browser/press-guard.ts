import type { PageDocument, PageElement } from './dom.ts';

/** What a press must meet: something of this name, within something that says exactly this. */
export interface Guarded {
  text: string;
  /** Source of the pattern of its name. */
  button: string;
}

interface PressEvent {
  readonly type: string;
  composedPath(): PageElement[];
  preventDefault(): void;
  stopImmediatePropagation(): void;
}

/** What came of a press. */
export interface Pressed {
  isPressed: boolean;
  /** What it would have met instead, and did not. */
  met: string;
}

type Guard = Pressed & { listener(this: void, event: PressEvent): void };

interface GuardedWindow {
  visionliftGuard?: Guard;
  addEventListener(type: string, listener: (event: PressEvent) => void, capture: true): void;
  removeEventListener(type: string, listener: (event: PressEvent) => void, capture: true): void;
}

declare const document: PageDocument;
declare const window: GuardedWindow;

/**
 * Runs in the page: from here on nothing can be pressed but what `guarded` says, as it stands at the moment of the press.
 * Between a look at a row and a click on it a list may be sorted anew; between this and what the page does with a click
 * nothing can happen.
 *
 * Helpers are methods, because a bundle wraps what else has a name (`keepNames`).
 */
export function armGuard({ text, button }: Guarded): void {
  const name = new RegExp(button, 'iu');
  const page = {
    squeeze(words: string): string {
      return words
        .replace(/[\u200b-\u200f\u2060\ufeff\u00ad]/gu, '')
        .replace(/\s+/gu, ' ')
        .trim();
    },
    isMeant(path: readonly PageElement[]): boolean {
      const elements = path.filter(({ nodeType }) => nodeType === 1);
      const at = elements.findIndex((each) =>
        name.test(page.squeeze(each.innerText || (each.value ?? '') || (each.getAttribute('aria-label') ?? ''))),
      );
      return at >= 0 && elements.slice(at).some((each) => page.squeeze(each.innerText) === text);
    },
    listener(this: void, event: PressEvent): void {
      if (page.isMeant(event.composedPath())) {
        if (event.type === 'click') guard.isPressed = true;
        return;
      }
      guard.met = page.squeeze(event.composedPath()[0]?.innerText ?? '').slice(0, 80);
      event.preventDefault();
      event.stopImmediatePropagation();
    },
  };
  const guard: Guard = { isPressed: false, met: '', listener: page.listener };
  for (const type of ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click'])
    window.addEventListener(type, guard.listener, true);
  window.visionliftGuard = guard;
}

/** Runs in the page: lets everything be pressed again, and answers what came of it; nothing where the page is another one by now. */
export function disarmGuard(): Pressed | undefined {
  const guard = window.visionliftGuard;
  if (!guard) return undefined;
  for (const type of ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click'])
    window.removeEventListener(type, guard.listener, true);
  delete window.visionliftGuard;
  return { isPressed: guard.isPressed, met: guard.met };
}

/** Runs in the page: the one thing of this name within something that says exactly this; nothing where there is none, or are two. */
export function pressableInRow({ text, button }: Guarded): PageElement | null {
  const PRESSABLE = 'button, [role="button"], input[type="submit"], input[type="button"], a[href], [role="link"]';
  const name = new RegExp(button, 'iu');
  const page = {
    squeeze(words: string): string {
      return words
        .replace(/[\u200b-\u200f\u2060\ufeff\u00ad]/gu, '')
        .replace(/\s+/gu, ' ')
        .trim();
    },
    all(within: { querySelectorAll(selector: string): Iterable<PageElement> }): PageElement[] {
      const found = [...within.querySelectorAll(PRESSABLE)];
      for (const host of within.querySelectorAll('*')) if (host.shadowRoot) found.push(...page.all(host.shadowRoot));
      return found;
    },
    isIn(element: PageElement): boolean {
      for (let around: PageElement | undefined = element; around;) {
        if (page.squeeze(around.innerText) === text) return true;
        around = around.parentElement ?? around.getRootNode().host;
      }
      return false;
    },
  };
  const found = page
    .all(document)
    .filter(
      (each) =>
        each.getClientRects().length > 0 &&
        name.test(page.squeeze(each.innerText || (each.value ?? '') || (each.getAttribute('aria-label') ?? ''))) &&
        page.isIn(each),
    );
  return found.length === 1 && found[0] ? found[0] : null;
}
