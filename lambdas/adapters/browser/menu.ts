import { errors, type Locator } from 'playwright-core';
import { inWords, label } from './label.ts';
import type { LabelName } from './labels.ts';
import { entry, type Root, type Sight, shows } from './root.ts';
import type { BrowserSession } from './browser-session.ts';

/** Milliseconds in which a menu unfolds under the pointer; after that it wants to be pressed. */
const UNFOLDS = 150;
/** What wants to be pressed, rather than unfolding under the pointer. */
const SWITCH = 'button, summary, [role="button"], [aria-expanded], [role="tab"]';

/**
 * Goes along a menu to its last entry and presses that. Begins at the deepest entry that shows, because menus may stand
 * open already; one that does not unfold under the pointer is pressed. A level that is a heading among the entries, and no
 * entry itself, is passed over. Answers `false` when the menu has no such entry.
 */
export async function goByMenu(session: BrowserSession, root: Root, path: readonly LabelName[]): Promise<boolean> {
  const sights = path.map((name) => (at: Root) => entry(at, label(name)).first());
  const deepestFirst = sights.map((sight, depth) => [`at ${String(depth)}`, sight] as const).reverse();
  const seen = await session.see(Object.fromEntries<Sight>(deepestFirst), `the menu ${path.map(inWords).join(' > ')}`);
  const depth = Number(seen.name.slice(3));
  for (let index = depth; index < sights.length; index++) {
    if (index > depth) index += await passedOver(session, root, sights.slice(index));
    const [here, next] = sights.slice(index);
    if (!here) break;
    const isOpen = next ? await unfold(session, root, here, next) : await press(here(root), session, index > depth);
    if (!isOpen) return false;
  }
  return true;
}

/** How many of these levels are no entries: what has just unfolded shows a deeper one already. */
async function passedOver(session: BrowserSession, root: Root, [first, ...deeper]: Sight[]): Promise<number> {
  if (!first || deeper.length === 0) return 0;
  const any = deeper.reduce((union, sight) => union.or(sight(root)), first(root));
  await appears(any.first(), session.options.patience.action / 3);
  if (await shows(first(root))) return 0;
  const shown = await Promise.all(deeper.map((sight) => shows(sight(root))));
  return shown.lastIndexOf(true) + 1;
}

/** Opens an entry, under the pointer where that is enough. */
async function unfold(session: BrowserSession, root: Root, here: Sight, next: Sight): Promise<boolean> {
  const isSwitch = await shows(here(root).and(root.locator(SWITCH)));
  if (!isSwitch) {
    await session.hover(here(root), 'an entry of the menu');
    if (await appears(next(root), UNFOLDS)) return true;
  }
  return press(here(root), session, false);
}

/** Presses an entry; answers `false` for one that should have unfolded and did not. */
async function press(target: Locator, session: BrowserSession, hasJustUnfolded: boolean): Promise<boolean> {
  const timeout = hasJustUnfolded ? session.options.patience.action / 3 : session.options.patience.action;
  try {
    await session.click(target, 'an entry of the menu', { timeout });
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
