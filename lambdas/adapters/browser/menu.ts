import { errors, type Locator } from 'playwright-core';
import { inWords, label } from './label.ts';
import type { LabelName } from './labels.ts';
import { entry, type Root, type Sight, shows } from './root.ts';
import type { Visit } from './visit.ts';

/** Milliseconds in which a menu unfolds under the pointer; after that it wants to be pressed. */
const UNFOLDS = 150;
/** What wants to be pressed, rather than unfolding under the pointer. */
const SWITCH = 'button, summary, [role="button"], [aria-expanded], [role="tab"]';

/**
 * Goes along a menu to its last entry and presses that. Begins at the deepest entry that shows, because menus may stand
 * open already; one that does not unfold under the pointer is pressed. Answers `false` when the menu has no such entry.
 */
export async function goByMenu(visit: Visit, root: Root, path: readonly LabelName[]): Promise<boolean> {
  const sights = path.map((name) => (at: Root) => entry(at, label(name)).first());
  const deepestFirst = sights.map((sight, depth) => [`at ${String(depth)}`, sight] as const).reverse();
  const seen = await visit.see(Object.fromEntries<Sight>(deepestFirst), `the menu ${path.map(inWords).join(' > ')}`);
  const depth = Number(seen.name.slice(3));
  for (const [index, sight] of sights.entries()) {
    const last = index === path.length - 1;
    if (index < depth) continue;
    const isOpen = last
      ? await press(sight(root), visit, index > depth)
      : await unfold(visit, root, sight, sights[index + 1]);
    if (!isOpen) return false;
  }
  return true;
}

/** Opens an entry, under the pointer where that is enough. */
async function unfold(visit: Visit, root: Root, here: Sight, next: Sight | undefined): Promise<boolean> {
  const isSwitch = await shows(here(root).and(root.locator(SWITCH)));
  if (!isSwitch) {
    await here(root).hover({ timeout: visit.options.patience.action });
    if (next && (await appears(next(root), UNFOLDS))) return true;
  }
  return press(here(root), visit, false);
}

/** Presses an entry; answers `false` for one that should have unfolded and did not. */
async function press(target: Locator, visit: Visit, hasJustUnfolded: boolean): Promise<boolean> {
  const timeout = hasJustUnfolded ? visit.options.patience.action / 3 : visit.options.patience.action;
  try {
    await target.click({ timeout });
    return true;
  } catch (error) {
    if (hasJustUnfolded && error instanceof errors.TimeoutError && !(await shows(target))) return false;
    throw error;
  }
}

async function appears(locator: Locator, milliseconds: number): Promise<boolean> {
  try {
    await locator.waitFor({ state: 'visible', timeout: milliseconds });
    return true;
  } catch {
    return false;
  }
}
