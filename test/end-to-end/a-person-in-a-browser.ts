import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import type { Form } from '../../lambdas/desk/desk-page.ts';
import type { EmbeddedStack } from '../../local/embedded-stack.ts';
import { PersonAtTheConsoles } from '../journeys/a-person-at-the-consoles.ts';
import { until } from './mails-of-a-run.ts';
import { barriersOn, DESKTOP, overhangOf, PHONE, photograph } from '../reading/a-reader.ts';

/** What one page cost the person who did it: presses of a mouse, and of keys (a value from the console is one paste: 2). */
export interface Effort {
  clicks: number;
  keys: number;
}

/** What was seen of the desk by all who sat in front of it: each kind of page is looked at once. */
export class Seen {
  /** By page: what is wrong with it. */
  readonly complaints: string[] = [];
  readonly efforts = new Map<string, Effort>();
  /** Origins that any page asked for anything. */
  readonly asked = new Set<string>();
  readonly kinds = new Set<string>();

  /** A page of this kind, whole and on a phone; the pictures are for people to look at. */
  async lookAt(page: Page, kind: string): Promise<void> {
    if (this.kinds.has(kind)) return;
    this.kinds.add(kind);
    const complain = (what: string) => this.complaints.push(`${kind}: ${what}`);
    for (const barrier of await barriersOn(page)) complain(barrier);
    const bytes = Buffer.byteLength(await page.content());
    if (bytes >= 50_000) complain(`${String(bytes)} bytes`);
    await photograph(page, `desk-${kind.replaceAll(' ', '-')}`);
    await page.setViewportSize(PHONE);
    const overhang = await overhangOf(page);
    if (overhang > 0) complain(`${String(overhang)} pixels wider than a phone`);
    if (ON_PHONES.includes(kind)) await photograph(page, `desk-${kind.replaceAll(' ', '-')}-phone`);
    await page.setViewportSize(DESKTOP);
  }
}

/** Kinds that are photographed on a phone as well. */
const ON_PHONES = ['list', 'release', 'consent', 'code', 'StartUpdate work'];

/** Somebody with a browser of their own. */
export async function aBrowserOf(browser: Browser, seen: Seen): Promise<Page> {
  // The policy of the pages would also keep axe-core out.
  const context: BrowserContext = await browser.newContext({ viewport: DESKTOP, bypassCSP: true });
  const page = await context.newPage();
  page.on('request', (request) => seen.asked.add(new URL(request.url()).origin));
  return page;
}

/** An operator at the desk in a real browser, who does at the simulated consoles what each page says. */
export class PersonInABrowser {
  readonly page: Page;
  readonly #stack: EmbeddedStack;
  readonly #seen: Seen;
  readonly #consoles: PersonAtTheConsoles;
  /** Which of the tasks is whose: those of customers, and of other operators, are left alone. */
  readonly #leaves: (path: string) => boolean;

  constructor(page: Page, stack: EmbeddedStack, seen: Seen, leaves: (path: string) => boolean = () => false) {
    this.page = page;
    this.#stack = stack;
    this.#seen = seen;
    this.#leaves = leaves;
    const { ports, vendor, clock } = stack;
    // Nobody sits there while a mail is on its way.
    const sleep = async (milliseconds: number) => {
      clock.pass(milliseconds);
    };
    this.#consoles = new PersonAtTheConsoles({ ports, vendor, clock: { now: () => clock.now(), sleep } });
  }

  async signIn(name: string): Promise<void> {
    await this.page.goto(this.#stack.desk.origin);
    await this.#seen.lookAt(this.page, 'door');
    await this.page.getByRole('link', { name: 'サインイン' }).click();
    await this.page.getByLabel('お名前').fill(name);
    await this.page.getByRole('button', { name: 'サインイン' }).click();
    await this.page.waitForURL(`${this.#stack.desk.origin}/`);
  }

  /** Does every task of the list once, as far as it goes now; says how many it could do. */
  async doAll(): Promise<number> {
    await this.page.goto(this.#stack.desk.origin);
    const links = await this.page.locator('tbody a[href^="/tasks/"]').all();
    const paths = await Promise.all(links.map(async (link) => (await link.getAttribute('href')) ?? ''));
    const mine = paths.filter((path) => !this.#leaves(path));
    if (mine.length > 3) await this.#seen.lookAt(this.page, 'list');
    let done = 0;
    for (const path of mine) {
      await this.page.goto(`${this.#stack.desk.origin}${path}`);
      if (await this.#answer()) done++;
    }
    return done;
  }

  /** Presses the button of a task that asks for more than that. */
  async sendsNothingFirst(tenantId: string): Promise<void> {
    await this.#open(tenantId, this.page);
    await press(this.page, 'done');
    await this.#seen.lookAt(this.page, 'refused');
  }

  /** Somebody else has the page of a task open while this person answers it, and answers then. */
  async isOvertakenBy(other: Page, tenantId: string): Promise<void> {
    await this.#open(tenantId, other);
    await this.#open(tenantId, this.page);
    await this.#answer();
    await press(other, 'done');
    await this.#seen.lookAt(other, 'overtaken');
  }

  async #open(tenantId: string, page: Page): Promise<void> {
    const step = 'ConfirmLicence';
    await until(() => this.#stack.ports.desk.read(tenantId, step));
    await page.goto(`${this.#stack.desk.origin}/tasks/${tenantId}/${step}`);
  }

  /** The page that is open, and those that follow on it; `false` where the console is not there yet. */
  async #answer(): Promise<boolean> {
    for (let pages = 0; ; pages++) {
      const [, , subject = '', step = ''] = new URL(this.page.url()).pathname.split('/').map(decodeURIComponent);
      const task = await this.#stack.ports.desk.read(subject, step);
      if (!task || task.closed) return pages > 0;
      const effort: Effort = { clicks: 1, keys: 0 };
      const name = `${step} ${task.ask}`;
      await this.#seen.lookAt(this.page, name);
      const form = await this.#consoles.act(task, (purpose) => this.#reveal(purpose, effort));
      if (!form) return pages > 0;
      await this.#fill(form, effort);
      if (!this.#seen.efforts.has(name)) this.#seen.efforts.set(name, effort);
      if (await this.#confirms()) return true;
      const problem = this.page.getByRole('alert');
      if ((await problem.count()) > 0) throw new Error(`${name}: ${await problem.innerText()}`);
    }
  }

  /** "With this answer the tenant stops": it is what they saw. */
  async #confirms(): Promise<boolean> {
    const button = this.page.getByRole('button', { name: '間違いありません' });
    if ((await button.count()) === 0) return false;
    await this.#seen.lookAt(this.page, 'stop');
    await pressAt(this.page, button);
    await this.#seen.lookAt(this.page, 'stopped');
    return true;
  }

  /** Presses [Show: ...] and reads what the page then shows. */
  async #reveal(purpose: string, effort: Effort): Promise<string | undefined> {
    const button = this.page.locator(`form:has(input[name="reveal"][value="${purpose}"]) button`).first();
    if ((await button.count()) === 0) return undefined;
    await pressAt(this.page, button);
    effort.clicks++;
    return this.page.locator('input[id^="secret-"]').first().inputValue();
  }

  async #fill(form: Form, effort: Effort): Promise<void> {
    const { action = '', ...fields } = form;
    for (const [name, value = ''] of Object.entries(fields)) {
      const field = this.page.locator(`form.box [name="${name}"]`);
      const type = await field.first().getAttribute('type');
      if (type === 'radio') await this.page.locator(`form.box [name="${name}"][value="${value}"]`).check();
      else if (type === 'checkbox') await field.check();
      else await field.fill(value);
      effort.clicks++;
      if (type !== 'radio' && type !== 'checkbox') effort.keys += value === '' ? 0 : 2;
    }
    await press(this.page, action);
    effort.clicks++;
  }
}

/** Presses the button of this value, and waits for the page that comes of it. */
export async function press(page: Page, action: string): Promise<void> {
  await pressAt(page, page.locator(`form.box button[name="action"][value^="${action}"]`));
}

async function pressAt(page: Page, button: Locator): Promise<void> {
  await Promise.all([page.waitForEvent('load'), button.click()]);
}
