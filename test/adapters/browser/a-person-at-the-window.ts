import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { Launch } from '../../../lambdas/adapters/browser/chromium/launch.ts';
import type {
  AskedOfPerson,
  Obstacle,
  PersonAtTheWindow,
} from '../../../lambdas/adapters/browser/person-at-the-window.ts';

/** What a person does about what they are asked, on the page that shows. */
export type Does = (page: Page, asked: AskedOfPerson) => Promise<void>;

/** A person before the window, played through the browser's own protocol: the browser of a test has no window. */
export class PlayedPerson implements PersonAtTheWindow {
  /** What was asked, in order. */
  readonly asked: Obstacle[] = [];
  /** How often the hands went on. */
  passings = 0;
  /** Accounts that the page did not name, and the person was asked about. */
  readonly askedWho: string[] = [];
  /** Ends what is asked now: the window is closed, or the person leaves the step. */
  readonly leaving = new AbortController();
  readonly #does: Does;
  readonly #contexts: BrowserContext[] = [];

  constructor(does: Does = passes) {
    this.#does = does;
  }

  /** Makes browsers whose pages this person sees. */
  before(launch: Launch): Launch {
    return async (hosts) => {
      const launched = await launch(hosts);
      const newContext: Browser['newContext'] = async (options) => {
        const context = await launched.browser.newContext(options);
        this.#contexts.push(context);
        return context;
      };
      return { ...launched, browser: Object.assign(Object.create(launched.browser) as Browser, { newContext }) };
    };
  }

  ask(asked: AskedOfPerson): AbortSignal {
    this.asked.push(asked.what);
    const page = this.#contexts.at(-1)?.pages().at(-1);
    if (!page) throw new Error('there is no window');
    this.#does(page, asked).catch((error: unknown) => {
      this.leaving.abort(error);
    });
    return this.leaving.signal;
  }

  passed(): void {
    this.passings++;
  }

  isSignedIn(account: string): Promise<boolean> {
    this.askedWho.push(account);
    return Promise.resolve(true);
  }
}

/** Passes whatever a simulated console asks of a person, as its pages tell it. */
export const passes: Does = async (page, { what }) => {
  switch (what) {
    case 'captcha': {
      await page.getByRole('checkbox', { name: /ロボット|robot/u }).check();
      const chosen = /(円|三角形|四角形)の画像/u.exec(await page.locator('main').innerText())?.[1];
      if (chosen !== undefined) {
        await page
          .locator('label', { has: page.getByLabel(chosen, { exact: true }) })
          .getByRole('radio')
          .check();
      }
      break;
    }
    case 'code': {
      const told = /コードは (\d{6})|表示は (\d{6})/u.exec(await page.locator('main').innerText());
      await page.getByLabel('認証コード').fill(told?.[1] ?? told?.[2] ?? '');
      break;
    }
    case 'newPassword':
      await page.getByLabel('新しいパスワード').fill(CHOSEN);
      await page.getByLabel('パスワードの確認').fill(CHOSEN);
      break;
    case 'refused':
    case 'unknown':
    case 'covered':
      throw new Error(`nobody knows what to do about ${what}`);
  }
  await page.getByRole('button', { name: /続行|ログイン/u }).click();
};

/** What the person chooses where a page makes them. */
export const CHOSEN = 'An0ther-Passw0rd';
