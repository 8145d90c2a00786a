import type { Frame, Locator, Page } from 'playwright-core';

/**
 * Somebody who reads the modern pages as they are drawn and works by what things are called: in the open window where there
 * is one, whichever frame it lies in. Knows nothing of our own page objects.
 */
export class PersonAtModernPages {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async open(url: string): Promise<void> {
    await this.page.goto(url);
  }

  /** Fills what is called so, and presses the button or link of this name. */
  async press(name: string, fields: Record<string, string> = {}): Promise<void> {
    const target = await this.#find((place) =>
      place.locator('button, a, [role=menuitem]').filter({ hasText: exactly(name) }),
    );
    for (const [label, value] of Object.entries(fields)) await this.#fill(label, value);
    await target.click();
  }

  /** Ticks what says this. */
  async tick(sentence: string): Promise<void> {
    const said = await this.#find((place) => place.getByText(sentence, { exact: true }));
    await said.click();
  }

  /** What the box of this name holds. */
  async valueOf(label: string): Promise<string> {
    return (await this.#box(label)).inputValue();
  }

  /** Everything that can be read, in the order of the page, shadow roots and frames included. */
  async text(): Promise<string> {
    const texts = await Promise.all(this.page.frames().map((frame) => textOf(frame)));
    return texts.join(' ').replace(/\s+/gu, ' ').trim();
  }

  async #fill(label: string, value: string): Promise<void> {
    const box = await this.#box(label);
    if ((await box.evaluate(({ tagName }: { tagName: string }) => tagName)) === 'SELECT') await box.selectOption(value);
    else await box.fill(value);
  }

  #box(label: string): Promise<Locator> {
    return this.#find((place) =>
      place
        .getByLabel(label, { exact: true })
        .or(place.getByPlaceholder(label, { exact: true }))
        .or(place.locator(`label:has(span:text-is("${label}")) select`)),
    );
  }

  /** Waits until one such thing can be seen, in the window that lies on top. */
  async #find(things: (place: Frame | Locator) => Locator): Promise<Locator> {
    const until = Date.now() + 15_000;
    for (;;) {
      const found: Locator[] = [];
      for (const frame of this.page.frames()) found.push(...(await seen(frame, things)));
      const [one] = found;
      if (one && found.length === 1) return one;
      if (Date.now() > until) {
        throw new Error(
          `${String(found.length)} things are called ${things(this.page.mainFrame()).toString()} on: ${await this.text()}`,
        );
      }
      await this.page.waitForTimeout(20);
    }
  }
}

async function seen(frame: Frame, things: (place: Frame | Locator) => Locator): Promise<Locator[]> {
  try {
    const windows = await frame.locator('dialog[open]').all();
    const all = await things(windows.at(-1) ?? frame).all();
    const visible = await Promise.all(all.map((each) => each.isVisible()));
    return all.filter((_, index) => visible[index]);
  } catch (error) {
    // The frame went away while it was looked at.
    if (frame.isDetached() || /navigat|destroyed|detached/u.test(String(error))) return [];
    throw error;
  }
}

function exactly(name: string): RegExp {
  return new RegExp(`^\\s*${RegExp.escape(name)}\\s*$`, 'u');
}

/** Only block boxes stand apart; a text may be made of pieces that follow one another. */
const READ = `(() => {
  const read = (node) => {
    if (node.nodeType === 3) return node.data;
    if (node.nodeType !== 1 && node.nodeType !== 11) return '';
    if (node.nodeType === 1) {
      if (['SCRIPT', 'STYLE', 'HEAD'].includes(node.tagName)) return '';
      const style = getComputedStyle(node);
      if (style.display === 'none' || style.visibility === 'hidden') return '';
      const inside = [...(node.shadowRoot ?? node).childNodes].map(read).join('');
      return style.display.startsWith('inline') && node.tagName !== 'OPTION' ? inside : ' ' + inside + ' ';
    }
    return [...node.childNodes].map(read).join('');
  };
  return document.body ? read(document.body) : '';
})()`;

async function textOf(frame: Frame): Promise<string> {
  try {
    return await frame.evaluate<string>(READ);
  } catch {
    return '';
  }
}
