import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { chromiumLauncher, type Launched } from '../../lambdas/adapters/browser/chromium/launch.ts';
import type { Form } from '../../lambdas/desk/form.ts';
import { INTAKE_BUCKET } from '../../local/deployment.ts';
import { startEmbeddedStack, type EmbeddedStack } from '../../local/embedded-stack.ts';
import { writeObject } from '../../local/objects.ts';
import { PersonAtTheConsoles } from '../journeys/a-person-at-the-consoles.ts';
import { barriersOn, DESKTOP, overhangOf, PHONE, photograph } from '../reading/a-reader.ts';
import { aFolder, csvOf } from './a-run.ts';

const TEN_MINUTES = 600_000;

let chromium: Launched;
beforeAll(async () => {
  chromium = await chromiumLauncher()(['127.0.0.1']);
}, 60_000);
afterAll(() => chromium.end());

/** What one page cost the person who did it: presses of a mouse, and of keys (a value from the console is one paste: 2). */
interface Effort {
  clicks: number;
  keys: number;
}

/** A person at the desk in a real browser, who does at the simulated consoles what each page says. */
class PersonInABrowser {
  readonly efforts = new Map<string, Effort>();
  readonly barriers: string[] = [];
  readonly #page: Page;
  readonly #stack: EmbeddedStack;
  readonly #consoles: PersonAtTheConsoles;

  constructor(page: Page, stack: EmbeddedStack) {
    this.#page = page;
    this.#stack = stack;
    this.#consoles = new PersonAtTheConsoles(stack as unknown as ConstructorParameters<typeof PersonAtTheConsoles>[0]);
  }

  async signIn(name: string): Promise<void> {
    await this.#page.goto(this.#stack.desk.origin);
    await this.#page.getByRole('link', { name: 'サインイン' }).click();
    await this.#page.getByLabel('お名前').fill(name);
    await this.#page.getByRole('button', { name: 'サインイン' }).click();
  }

  /** Does the first task of the list as far as it goes; `false` where nothing waits. */
  async doFirst(): Promise<boolean> {
    await this.#page.goto(this.#stack.desk.origin);
    const first = this.#page.locator('tbody a').first();
    if ((await first.count()) === 0) return false;
    await first.click();
    await this.#answer();
    return true;
  }

  async #answer(): Promise<void> {
    const [, , subject = '', step = ''] = new URL(this.#page.url()).pathname.split('/').map(decodeURIComponent);
    const task = await this.#stack.ports.desk.read(subject, step);
    if (!task || task.closed) return;
    const effort: Effort = { clicks: 1, keys: 0 };
    const name = `${step} ${task.ask}`;
    if (!this.efforts.has(name)) await this.#lookAt(name);
    const form = await this.#consoles.act(task, (purpose) => this.#reveal(purpose, effort));
    if (!form) {
      this.#stack.clock.pass(TEN_MINUTES);
      return;
    }
    await this.#fill(form, effort);
    this.efforts.set(name, effort);
    const problem = this.#page.getByRole('alert');
    if ((await problem.count()) > 0) throw new Error(`${name}: ${await problem.innerText()}`);
  }

  /** Presses [Show: ...] and reads what the page then shows. */
  async #reveal(purpose: string, effort: Effort): Promise<string | undefined> {
    const button = this.#page.locator(`form:has(input[name="reveal"][value="${purpose}"]) button`).first();
    if ((await button.count()) === 0) return undefined;
    await button.click();
    effort.clicks++;
    return this.#page.locator('input[id^="secret-"]').first().inputValue();
  }

  async #fill(form: Form, effort: Effort): Promise<void> {
    const { action = '', ...fields } = form;
    for (const [name, value = ''] of Object.entries(fields)) {
      const field = this.#page.locator(`form.box [name="${name}"]`);
      if ((await field.count()) === 0) throw new Error(`${this.#page.url()} has no field ${name}`);
      const type = await field.first().getAttribute('type');
      if (type === 'radio') await this.#page.locator(`form.box [name="${name}"][value="${value}"]`).check();
      else if (type === 'checkbox') await field.check();
      else await field.fill(value);
      effort.clicks++;
      if (type !== 'radio' && type !== 'checkbox') effort.keys += Math.min(2, value.length);
    }
    await this.#page.locator(`form.box button[name="action"][value="${action}"]`).click();
    effort.clicks++;
  }

  async #lookAt(name: string): Promise<void> {
    this.barriers.push(...(await barriersOn(this.#page)).map((barrier) => `${name}: ${barrier}`));
    expect(Buffer.byteLength(await this.#page.content())).toBeLessThan(50_000);
    await photograph(this.#page, `desk-${name.replace(' ', '-')}`);
    await this.#page.setViewportSize(PHONE);
    expect(await overhangOf(this.#page), `${name} on a phone`).toBe(0);
    if (name === 'StartUpdate work') await photograph(this.#page, 'desk-phone');
    await this.#page.setViewportSize(DESKTOP);
  }
}

it('a tenant is migrated at the desk alone, by a person with a real browser', { timeout: 240_000 }, async () => {
  const folder = await aFolder();
  const stack = await startEmbeddedStack({
    directory: folder,
    speed: 'max',
    hands: 'operator',
    onFault: (error) => {
      throw error;
    },
  });
  onTestFinished(() => stack.close());
  // The policy of the page would also keep axe-core out.
  const context = await chromium.browser.newContext({ viewport: DESKTOP, bypassCSP: true });
  const page = await context.newPage();
  const requests = new Set<string>();
  page.on('request', (request) => requests.add(new URL(request.url()).port));
  const person = new PersonInABrowser(page, stack);
  await person.signIn('見本 花子');
  await stack.clock.busy(() =>
    writeObject(INTAKE_BUCKET, 'incoming/pilot.csv', Buffer.from(csvOf({ tenant_id: 't-1' }))),
  );

  const outcome = async () => {
    const [batch] = await stack.ports.batches.latest(1);
    return batch && (await stack.ports.batches.readTenant(batch.batchId, 't-1'))?.outcome;
  };
  for (let look = 0; look < 200 && !(await outcome()); look++) {
    if (!(await person.doFirst())) await sleep(50);
  }

  expect(await outcome()).toMatchObject({ outcome: 'migrated' });
  expect(stack.vendor.tenant('t-1').counters).toMatchObject({
    updatePressed: 1,
    passwordResets: 1,
    transferPressed: 1,
  });
  expect(person.barriers).toEqual([]);
  // The desk and its sign-in, and nobody else.
  expect(requests.size).toBe(2);
  for (const [name, { clicks, keys }] of person.efforts) expect(clicks + keys, name).toBeLessThanOrEqual(30);
});
