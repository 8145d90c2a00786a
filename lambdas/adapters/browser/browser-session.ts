import { setTimeout as timeout } from 'node:timers/promises';
import { type BrowserContext, errors, type Locator, type Page } from 'playwright-core';
import {
  ManualActionRequiredError,
  PageChangedError,
  SessionExpiredError,
  SignInRefusedError,
  VendorUnavailableError,
} from '../../domain/errors.ts';
import type { GuideStep } from '../../domain/guide.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Vault } from '../../ports/vault.ts';
import type { Camera } from './camera.ts';
import type { ConsoleName, ConsoleOrigins } from './origins.ts';
import type { SpendCode } from './one-time-code.ts';
import { closeOverlay } from './overlays.ts';
import type { Patience } from './patience.ts';
import { passedByPerson, type PersonAtTheWindow, uncoveredByPerson } from './person-at-the-window.ts';
import { either, type Root, type Seen, type Sight, shows } from './root.ts';
import type { Scrubber } from './scrub.ts';
import { isSignIn } from './sign-in-form.ts';
import { type Survey, survey } from './survey.ts';
import type { Traffic } from './traffic.ts';
import { whatCovers } from './what-covers.ts';

export interface BrowserSessionOptions {
  tenantId: string;
  context: BrowserContext;
  traffic: Traffic;
  camera: Camera;
  scrubber: Scrubber;
  origins: ConsoleOrigins;
  patience: Patience;
  vault: Vault;
  clock: Clock;
  spendCode: SpendCode;
  /** Where each console was entered before, by the sessions that were brought along. */
  homes: ReadonlyMap<ConsoleName, string>;
  /** Where a page was that is looked at again and again, by the sessions that were brought along. */
  pages?: ReadonlyMap<ConsoleName, string>;
  /** Pictures that were taken in these sessions, where one is enough. */
  pictured?: Iterable<string>;
  /** Consoles whose sessions a person opened at a window, and nothing else has used yet. */
  openedByPerson?: ReadonlySet<ConsoleName>;
  /** Who sees the window of this browser; nobody in a Lambda. */
  person?: PersonAtTheWindow | undefined;
}

export interface Look {
  /** Milliseconds; those of an action where it is left out. */
  patience?: number;
  /** Whether a sign-in page is nothing to be surprised at. */
  signingIn?: boolean;
  /** Whether the caller itself asks the person at the window, or has another way than what it looks for. */
  byHandsAlone?: boolean;
  /** Whether another console is on its way, by single sign-on: as long as a page may take to answer. */
  arriving?: boolean;
}

/** Milliseconds in which a control that nothing covers is reached. */
const REACHED = 1_000;
/** How long a look lasts before whatever else may have come up is looked for; milliseconds. */
const GLANCE = 250;
/** How long an answer such as 404 is given to turn out to be a page we know. */
const ERROR_PAGE_PATIENCE = 1_500;

/** One call in one browser: what the page objects work with. */
export class BrowserSession {
  readonly options: BrowserSessionOptions;
  /** The step of the guide that is worked on, for whatever goes wrong in it. */
  guideStep: GuideStep | undefined;
  /** Something was done that must not be done again: from here on a call is never repeated by itself. */
  committed = false;
  /** A person has passed something in the window: the sessions of this call are theirs. */
  passedByPerson = false;
  /** Whether a refused sign-in and an unknown page are answers now, for which nobody is asked. */
  hasAnotherWay = false;
  /** Consoles entered in this call, and where the sign-in led to. */
  readonly entered = new Map<ConsoleName, string>();
  /** Where the page is that later calls look at again; an address is taken out before it is tried, and put back by the page. */
  readonly pages: Map<ConsoleName, string>;
  readonly #pictured: Set<string>;
  #errorOfCaller: { error: unknown } | undefined;

  constructor(options: BrowserSessionOptions) {
    this.options = options;
    this.pages = new Map(options.pages);
    this.#pictured = new Set(options.pictured);
  }

  /** Who sees the window, if anybody does. */
  get person(): PersonAtTheWindow | undefined {
    return this.options.person;
  }

  /**
   * Whether the person at the window is asked about this error: what only a person may do, and nothing that is an
   * answer.
   */
  isForThePerson(error: unknown): error is ManualActionRequiredError {
    if (!this.person || !(error instanceof ManualActionRequiredError)) return false;
    const isAnAnswer = error instanceof SignInRefusedError || error instanceof PageChangedError;
    return !(isAnAnswer && this.hasAnotherWay);
  }

  /** Runs what has another way to go on where a sign-in is refused, or the page is not the one that is known. */
  async withAnotherWay<T>(work: () => Promise<T>): Promise<T> {
    const before = this.hasAnotherWay;
    this.hasAnotherWay = true;
    try {
      return await work();
    } finally {
      this.hasAnotherWay = before;
    }
  }

  /** The newest page: the consoles open each other in new ones. */
  get page(): Page {
    const page = this.options.context.pages().at(-1);
    if (!page) throw new VendorUnavailableError({ code: 'consoleWindowClosed' });
    return page;
  }

  /** The newest page and the frames in it, then the older pages. */
  roots(): Root[] {
    return this.options.context
      .pages()
      .reverse()
      .flatMap((page) => [page, ...page.frames().filter((frame) => frame !== page.mainFrame())]);
  }

  /** Opens an address; its answer is judged by the one who looks at the page. */
  async goTo(url: string): Promise<void> {
    await this.page.goto(url, { waitUntil: 'commit', timeout: this.options.patience.navigation });
  }

  /**
   * Waits until one of these sights comes up, and answers which, and where; earlier ones go before later ones. Whatever
   * comes up instead is an error by its name: a sign-in page, a challenge, an error page, a page nobody knows.
   */
  async see<Name extends string>(sights: Record<Name, Sight>, expected: string, look: Look = {}): Promise<Seen<Name>> {
    for (;;) {
      try {
        return await this.#seeByHands(sights, expected, look);
      } catch (error) {
        // A look with a time of its own is one of several ways to go on.
        const isLast = look.byHandsAlone !== true && look.patience === undefined;
        if (!isLast || !this.isForThePerson(error)) throw error;
        const seen = await passedByPerson(this, error, sights);
        if (seen) return seen;
      }
    }
  }

  async #seeByHands<Name extends string>(
    sights: Record<Name, Sight>,
    expected: string,
    { patience, signingIn = false, arriving = false }: Look,
  ): Promise<Seen<Name>> {
    const start = performance.now();
    let signIns = 0;
    let seen = await this.glance(sights);
    for (;;) {
      this.#refuseBroken();
      if (seen) return seen;
      if (performance.now() - start > this.#patience(patience, arriving)) throw await this.notSeen(expected);
      await this.waitFor(Object.values<Sight>(sights));
      seen = await this.glance(sights);
      if (seen) continue;
      await closeOverlay(this.page);
      // Twice, because a page on its way to another one may show anything for a moment.
      signIns = !signingIn && (await isSignIn(this.page)) ? signIns + 1 : 0;
      if (signIns >= 2) throw new SessionExpiredError({ code: 'signedOut', expected });
      await this.refuseChallenge();
    }
  }

  /** The first of these sights that shows right now; one after the other, because the first is mostly the one. */
  async glance<Name extends string>(sights: Record<Name, Sight>): Promise<Seen<Name> | undefined> {
    for (const root of this.roots()) {
      for (const name of Object.keys(sights) as Name[]) if (await shows(sights[name](root))) return { name, root };
    }
    return undefined;
  }

  /** Waits until the page has loaded what it shows: for what is read from it being absent. */
  async settled(): Promise<void> {
    const { patience, traffic } = this.options;
    await this.page.waitForLoadState('load', { timeout: patience.navigation });
    const end = performance.now() + patience.action;
    const busy = this.page.locator('[aria-busy="true"], [role="progressbar"]');
    while ((traffic.isFetching || (await shows(busy))) && performance.now() < end) await timeout(25);
    this.#refuseBroken();
    if (traffic.failedFetch) {
      throw new VendorUnavailableError({ code: 'failedBehindThePage', answer: traffic.failedFetch });
    }
    await this.refuseCutOff();
  }

  /** A document that begins and does not end was cut off: what is missing from it may be what matters. */
  async refuseCutOff(): Promise<void> {
    const why = this.options.traffic.whyCutOff(this.page);
    if (why) throw new VendorUnavailableError({ code: 'pageCutOff', why });
  }

  /** A challenge is for a person; nothing of it is ever tried. */
  async refuseChallenge(): Promise<void> {
    const { challenge, alerts } = await survey(this.page);
    if (challenge) {
      throw new ManualActionRequiredError({ code: 'captcha', ...(alerts.length > 0 && { said: alerts.join(' ') }) });
    }
  }

  /** Runs what the caller of the port handed in; what it throws leaves the call as it is. */
  async ofCaller<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      this.#errorOfCaller = { error };
      throw error;
    }
  }

  isOfCaller(error: unknown): boolean {
    return this.#errorOfCaller !== undefined && this.#errorOfCaller.error === error;
  }

  /** Presses the one thing that this names; two of a name are not ours to choose from. */
  async press(target: Locator, what: string): Promise<void> {
    const found = await target.count();
    if (found > 1) throw await this.changed(`exactly one ${what} (there are ${String(found)})`);
    await this.click(target, what);
  }

  /**
   * Clicks, or tries whether it could be done (`trial`); what lies over it is named by its own words. `timeout` is in
   * milliseconds; that of an action without it.
   */
  click(
    target: Locator,
    what: string,
    { timeout: most, trial = false }: { timeout?: number; trial?: boolean } = {},
  ): Promise<void> {
    return this.#reach(target, what, most, (milliseconds) => target.click({ timeout: milliseconds, trial }));
  }

  /** Puts the pointer on it. */
  hover(target: Locator, what: string): Promise<void> {
    return this.#reach(target, what, undefined, (milliseconds) => target.hover({ timeout: milliseconds }));
  }

  /**
   * Acts once, for as long as it may take: what an action then waits for, such as a slow page, is no reason to act
   * again. A control that is not reached soon may lie under an overlay that is known, which is closed while Playwright
   * goes on trying; looking for one each time would take longer. An overlay that is not known is for the person at the
   * window, if there is one, to close.
   */
  async #reach(
    target: Locator,
    what: string,
    most = this.options.patience.action,
    act: (milliseconds: number) => Promise<void>,
  ): Promise<void> {
    const acting = act(most);
    const settled = acting.then(
      () => true,
      () => true,
    );
    while (!(await Promise.race([settled, timeout(REACHED, false, { ref: false })]))) {
      await Promise.race([settled, closeOverlay(this.page)]);
    }
    try {
      await acting;
    } catch (error) {
      const isCovered = error instanceof errors.TimeoutError && !/performing \w+ action/u.test(error.message);
      const by = isCovered ? await whatCovers(target).catch(() => undefined) : undefined;
      if (by === undefined) throw error;
      const covered = new PageChangedError({ code: 'controlCovered', control: what, by });
      // A press that is on record is never made a second time: the one who closes an overlay may have made it.
      if (this.committed || !this.isForThePerson(covered)) throw covered;
      await uncoveredByPerson(this, target, covered, by);
      return this.#reach(target, what, most, act);
    }
  }

  photograph(name: string): Promise<void> {
    return this.options.camera.photograph(this.page, name);
  }

  /** Takes a picture of what many looks see alike, unless an earlier one of this session did. */
  async photographOnce(name: string): Promise<void> {
    if (this.#pictured.has(name)) return;
    this.#pictured.add(name);
    await this.photograph(name);
  }

  /** Names of the pictures that need not be taken again. */
  get pictured(): readonly string[] {
    return [...this.#pictured];
  }

  /** What is here instead of what was expected, for a person; without secrets. */
  async changed(expected: string): Promise<PageChangedError> {
    return new PageChangedError({ code: 'pageNotAsExpected', expected, page: shown(await survey(this.page)) });
  }

  /** The error for something that did not come up. */
  async notSeen(expected: string): Promise<Error> {
    const { traffic } = this.options;
    await this.refuseChallenge();
    if (traffic.isNavigating) return new VendorUnavailableError({ code: 'consoleDidNotAnswer', expected });
    await this.refuseCutOff();
    const seen = await survey(this.page);
    if (seen.blank) return new VendorUnavailableError({ code: 'blankPage', expected });
    if (isErrorPage(seen)) {
      return new VendorUnavailableError({ code: 'errorPage', expected, page: shown(seen) });
    }
    if (traffic.failedFetch) {
      return new VendorUnavailableError({ code: 'consoleAnsweredWith', answer: traffic.failedFetch, expected });
    }
    return new PageChangedError({ code: 'pageNotAsExpected', expected, page: shown(seen) });
  }

  /** The status counts, not what the page pretends: a 500 behind a happy page is a 500. */
  #refuseBroken(): void {
    const { strayedTo } = this.options.traffic;
    if (strayedTo !== undefined) throw new PageChangedError({ code: 'redirectedElsewhere', to: strayedTo });
    const status = this.options.traffic.statusOf(this.page);
    if (status !== undefined && status >= 500) {
      throw new VendorUnavailableError({ code: 'consoleAnsweredWith', answer: String(status) });
    }
  }

  #patience(patience: number | undefined, arriving: boolean): number {
    const { traffic, patience: usual } = this.options;
    if (traffic.isNavigating) return usual.navigation;
    const least = arriving
      ? usual.navigation
      : traffic.isFetching
        ? usual.action
        : Math.min(patience ?? usual.action, usual.action);
    return (traffic.statusOf(this.page) ?? 200) >= 400 ? Math.min(least, ERROR_PAGE_PATIENCE) : least;
  }

  /** Until one of them shows on the newest page, or for a moment. */
  async waitFor(sights: readonly Sight[], moment = GLANCE): Promise<void> {
    const [first, ...others] = sights.map((sight) => sight(this.page));
    if (!first) return;
    const start = performance.now();
    try {
      await either(first, ...others)
        .first()
        .waitFor({ state: 'visible', timeout: moment });
    } catch {
      // It did not, or the page went on: not faster than this, lest the wait becomes a spin.
      if (performance.now() - start < moment / 10) await timeout(moment / 10);
    }
  }
}

function isErrorPage({ title, headings }: Survey): boolean {
  const error =
    /\b5\d\d\b|internal server error|service unavailable|bad gateway|サーバーエラー|サービスを利用できません/iu;
  return [title, ...headings].some((text) => error.test(text));
}

/** What a reason keeps of a page. */
function shown({
  title,
  headings,
  buttons,
  alerts,
}: Survey): Pick<Survey, 'title' | 'headings' | 'buttons' | 'alerts'> {
  return { title, headings, buttons, alerts };
}
