import type { Locator } from 'playwright-core';
import type { PageElement } from './dom.ts';
import { inWords, label } from './label.ts';
import type { LabelName } from './labels.ts';
import { entry, type Root, type Sight } from './root.ts';
import type { Visit } from './visit.ts';

/** Milliseconds in which a menu unfolds under the pointer; after that it wants to be pressed. */
const UNFOLDS = 150;

/**
 * Goes along a menu to its last entry and presses that. Begins at the deepest entry that shows, because menus may stand
 * open already; one that does not unfold under the pointer is pressed. Answers `false` when the menu has no such entry.
 */
export async function goByMenu(visit: Visit, root: Root, path: readonly LabelName[]): Promise<boolean> {
  const sights = path.map((name) => (at: Root) => entry(at, label(name)).first());
  const deepestFirst = sights.map((sight, depth) => [`at ${String(depth)}`, sight] as const).reverse();
  const seen = await visit.see(Object.fromEntries<Sight>(deepestFirst), `the menu ${path.map(inWords).join(' > ')}`);
  const timeout = visit.options.patience.action;
  for (let depth = Number(seen.name.slice(3)); depth < path.length - 1; depth++) {
    const [here, next] = [sights[depth]?.(root), sights[depth + 1]?.(root)];
    if (!here || !next || !(await unfold(here, next, timeout))) return false;
  }
  await sights.at(-1)?.(root).click({ timeout });
  return true;
}

/** Opens an entry, and answers whether the next one shows then. */
async function unfold(here: Locator, next: Locator, timeout: number): Promise<boolean> {
  if (!(await here.evaluate(wantsToBePressed))) {
    await here.hover({ timeout });
    if (await appears(next, UNFOLDS)) return true;
  }
  await here.click({ timeout });
  return appears(next, timeout / 3);
}

async function appears(locator: Locator, milliseconds: number): Promise<boolean> {
  try {
    await locator.waitFor({ state: 'visible', timeout: milliseconds });
    return true;
  } catch {
    return false;
  }
}

/** Runs in the page: whether this is a switch rather than a link that unfolds something under the pointer. */
function wantsToBePressed(element: PageElement): boolean {
  return element.matches('button, summary, [role="button"], [aria-expanded], [role="tab"]');
}
