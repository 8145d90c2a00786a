import type { Locator } from 'playwright-core';
import type { PageDocument, PageElement, PageStyle } from './dom.ts';

declare const document: PageDocument;
declare function getComputedStyle(element: PageElement): PageStyle;

interface Point {
  x: number;
  y: number;
}

/** What lies over the middle of a control, or over the frame there, in its own words; `undefined` where nothing does. */
export async function whatCovers(control: Locator): Promise<string | undefined> {
  const handle = await control.elementHandle({ timeout: 500 }).catch(() => null);
  const box = await handle?.boundingBox();
  if (!handle || !box) return undefined;
  const inside = await handle.evaluate(coverOf, undefined);
  const frame = await handle.ownerFrame();
  if (inside !== undefined || !frame?.parentFrame()) return inside;
  return (await frame.frameElement()).evaluate(coverOf, { x: box.x + box.width / 2, y: box.y + box.height / 2 });
}

/** Runs in the page: what lies over this element, at this point or at its middle. */
function coverOf(element: unknown, point: Point | undefined): string | undefined {
  const own = element as PageElement;
  const { left, top, width, height } = own.getBoundingClientRect();
  const [over] = document.elementsFromPoint(point?.x ?? left + width / 2, point?.y ?? top + height / 2);
  if (!over || over.contains(own) || own.contains(over)) return undefined;
  // A host has its shadow tree's elements in it, which `contains` does not see.
  for (let { host } = own.getRootNode(); host; host = host.getRootNode().host) if (host === over) return undefined;
  let whole = over;
  for (let around: PageElement | null = over; around && !around.contains(own); around = around.parentElement)
    if (getComputedStyle(around).position !== 'static') whole = around;
  const words = whole.innerText.replace(/\s+/gu, ' ').trim();
  return (words || (whole.getAttribute('aria-label') ?? whole.tagName)).slice(0, 200);
}
