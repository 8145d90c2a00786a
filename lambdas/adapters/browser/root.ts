import type { Frame, Locator, Page } from 'playwright-core';

/** A page, or a frame within one: the consoles may show one of their parts inside another. */
export type Root = Page | Frame;

/** How a page, dialog or message is recognised. */
export type Sight = (root: Root) => Locator;

/** Something that was looked for, and where it was seen. */
export interface Seen<Name extends string> {
  name: Name;
  root: Root;
}

/** Any of several ways to find one thing. */
export function either(...[first, ...others]: [Locator, ...Locator[]]): Locator {
  return others.reduce((union, other) => union.or(other), first);
}

/** The ones that a person sees. */
export function visible(locator: Locator): Locator {
  return locator.filter({ visible: true });
}

/** Something to press, by its name: vendors write the same thing as a button in one generation and as a link in the next. */
export function pressable(root: Root | Locator, name: RegExp): Locator {
  return visible(either(root.getByRole('button', { name }), root.getByRole('link', { name })));
}

const ENTRY = 'a, button, summary, [role="link"], [role="menuitem"], [role="tab"], [role="button"], [role="treeitem"]';

/** An entry of a menu or a tab. By its text rather than its computed name, which costs three times as much on each look. */
export function entry(root: Root, name: RegExp): Locator {
  const entries = root.locator(ENTRY);
  return visible(either(entries.filter({ hasText: name }), root.getByLabel(name).and(entries)));
}

/** A field by its label, or by the text in it while it is empty. */
export function field(root: Root | Locator, name: RegExp): Locator {
  return visible(
    either(
      root.getByRole('textbox', { name }),
      root.getByLabel(name).and(root.locator('input, textarea')),
      root.getByPlaceholder(name),
    ),
  );
}

/** Where a text is a way to a page, not the page. */
const NOT_A_WAY = ':not(a, a *, button, button *, summary, summary *, nav *, option, [role="menuitem"], [role="tab"])';

/** What heads a page or dialog; not every console makes it a heading. */
export function headed(root: Root | Locator, name: RegExp): Locator {
  const text = root.getByText(name).and(root.locator(NOT_A_WAY));
  return visible(either(root.getByRole('heading', { name }), text));
}

export async function shows(locator: Locator): Promise<boolean> {
  try {
    return await locator.first().isVisible();
  } catch (error) {
    // The page went on to another one while it was asked; a mistake in the locator is ours, and must be seen.
    if (error instanceof Error && /selector|strict mode|Unexpected token/iu.test(error.message)) throw error;
    return false;
  }
}
