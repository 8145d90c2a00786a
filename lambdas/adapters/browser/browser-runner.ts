import type { Deed } from '../../domain/statements/catalogue.ts';
import { SessionExpiredError, VendorUnavailableError } from '../../domain/errors.ts';
import type { Clock } from '../../ports/clock.ts';
import type { ConsoleAccess } from '../../ports/console-access.ts';
import type { Evidence } from '../../ports/evidence.ts';
import type { TenantStore } from '../../ports/tenant-store.ts';
import type { Vault } from '../../ports/vault.ts';
import { openContext } from './browser-context.ts';
import { Camera } from './camera.ts';
import type { Launch, Launched } from './chromium/launch.ts';
import { CHALLENGE_HOSTS, type ConsoleName, type ConsoleOrigins, hostsOf, isAllowed, originsFor } from './origins.ts';
import { DeadlineError, type Patience, RESERVE, within } from './patience.ts';
import type { PersonAtTheWindow } from './person-at-the-window.ts';
import { Scrubber } from './scrub.ts';
import { type KeptSession, SessionStore } from './session-store.ts';
import { sessionOf } from './storages.ts';
import { BrowserSession } from './browser-session.ts';
import { whatWentWrong } from './what-went-wrong.ts';

export interface BrowserRunnerOptions {
  origins: ConsoleOrigins;
  vault: Vault;
  evidence: Evidence;
  /** Notes what is missing from the evidence, and which one-time codes were used; without it these hands alone remember. */
  tenants?: Pick<TenantStore, 'append' | 'spendCode'> | undefined;
  clock: Clock;
  launch: Launch;
  patience: Patience;
  /** Who sees the windows of these browsers. */
  person?: PersonAtTheWindow | undefined;
  /** Milliseconds that the Lambda still has. */
  remainingMilliseconds: () => number;
}

/** What a call needs to be known before it begins. */
export interface Call {
  /** Name of the port's method, for the evidence of a failure. */
  what: string;
  access: ConsoleAccess;
  /** Consoles whose sessions are brought along and kept; none where the call signs in as somebody else. */
  sessions: readonly ConsoleName[];
  /** Whether a verification mail is waited for. */
  waitsForMail?: boolean;
  /** Whether a refused sign-in is an answer of this call, for which nobody at a window is asked. */
  refusalIsAnAnswer?: boolean;
}

/**
 * Runs the calls of the ports, each in a `BrowserSession` in a browser of its own that is gone afterwards. What a call learnt
 * to be signed in is a `KeptSession` of each console in the vault, so that the next call need not sign in again.
 */
export class BrowserRunner {
  readonly #options: BrowserRunnerOptions;
  readonly #sessions: SessionStore;
  readonly #spent = new Map<string, number>();

  constructor(options: BrowserRunnerOptions) {
    this.#options = options;
    this.#sessions = new SessionStore(options.vault);
  }

  async run<T>(call: Call, work: (session: BrowserSession) => Promise<T>): Promise<T> {
    const kept = this.#open(call);
    try {
      return await this.#inBrowser(call, kept, work);
    } catch (error) {
      // A session that was brought along may die in the middle of a step; one that was just made should not.
      const wasKept = (await kept).size > 0;
      if (!(error instanceof SessionExpiredError) || !wasKept || isCommitted(error)) throw error;
      await this.forget(call);
      return this.#inBrowser(call, Promise.resolve(new Map()), work);
    }
  }

  /** Ends the sessions of an account that is no more. */
  async forget({ access, sessions }: Pick<Call, 'access' | 'sessions'>): Promise<void> {
    await Promise.all(sessions.map((name) => this.#sessions.destroy(access.tenantId, name)));
  }

  async #inBrowser<T>(
    call: Call,
    opened: Promise<Sessions>,
    work: (session: BrowserSession) => Promise<T>,
  ): Promise<T> {
    const origins = originsFor(this.#options.origins, call.access.apexCentralHost);
    const [launched, kept] = await Promise.allSettled([this.#options.launch(hostsOf(origins, this.#whoElse)), opened]);
    if (launched.status === 'rejected') throw launched.reason;
    const { value: browser } = launched;
    try {
      if (kept.status === 'rejected') throw kept.reason;
      return await this.#inSession(call, browser, origins, kept.value, work);
    } finally {
      await browser.end();
    }
  }

  async #inSession<T>(
    call: Call,
    { browser }: Launched,
    origins: ConsoleOrigins,
    kept: Sessions,
    work: (session: BrowserSession) => Promise<T>,
  ): Promise<T> {
    const { evidence, vault, clock, patience, tenants, person } = this.#options;
    const { tenantId, password } = call.access;
    const scrubber = new Scrubber();
    scrubber.learn(password);
    const camera = new Camera(evidence, tenantId, {
      scrubber,
      notKept: async (name, why) => {
        const event = { at: clock.now().toISOString(), by: 'browser', step: 'Evidence' };
        const what: Deed = { code: 'pictureNotKept', name, why };
        await tenants?.append(tenantId, { ...event, what });
      },
    });
    const { context, traffic } = await openContext(browser, origins, patience, [...kept.values()], this.#whoElse);
    const spendCode = (timeStep: number) =>
      tenants ? tenants.spendCode(tenantId, timeStep) : this.#spendHere(tenantId, timeStep);
    const homes = new Map([...kept].map(([name, { home }]) => [name, home]));
    const pages = new Map([...kept].flatMap(([name, { page }]) => (page === undefined ? [] : [[name, page] as const])));
    const pictured = [...kept.values()].flatMap((one) => one.pictured ?? []);
    const session = new BrowserSession({
      tenantId,
      context,
      traffic,
      camera,
      scrubber,
      origins,
      patience,
      vault,
      clock,
      homes,
      pages,
      pictured,
      spendCode,
      person,
      openedByPerson: new Set([...kept].flatMap(([name, { openedByPerson }]) => (openedByPerson ? [name] : []))),
    });
    session.hasAnotherWay = call.refusalIsAnAnswer ?? false;
    try {
      const result = await within(this.#timeFor(call), work(session));
      await Promise.all([this.#keep(call, session, kept), camera.done()]);
      return result;
    } catch (error) {
      const wrong = await whatWentWrong(session, error);
      if (!session.isOfCaller(error)) await session.photograph(`failed-${call.what}`);
      await within(5_000, Promise.all([this.#keepAfter(wrong, call, session, kept), camera.done()])).catch(
        () => undefined,
      );
      if (session.committed && wrong instanceof Error) committed.add(wrong);
      throw wrong;
    }
  }

  /** Whom a browser may reach beside the consoles: who makes a CAPTCHA, where somebody is there to pass it. */
  get #whoElse(): readonly string[] {
    return this.#options.person ? CHALLENGE_HOSTS : [];
  }

  async #spendHere(tenantId: string, timeStep: number): Promise<boolean> {
    const isNew = timeStep > (this.#spent.get(tenantId) ?? Number.NEGATIVE_INFINITY);
    if (isNew) this.#spent.set(tenantId, timeStep);
    return isNew;
  }

  #timeFor({ waitsForMail = false }: Call): number {
    const { patience, remainingMilliseconds } = this.#options;
    const most = waitsForMail ? patience.wizardCall : patience.call;
    return Math.max(0, Math.min(most, remainingMilliseconds() - RESERVE));
  }

  /** A session of a console that has moved since (another origin by setting) leads nowhere, and is none. */
  async #open({ access, sessions }: Call): Promise<Sessions> {
    const { tenantId, account, apexCentralHost } = access;
    const origins = originsFor(this.#options.origins, apexCentralHost);
    const kept = await Promise.all(
      sessions.map(async (name) => [name, await this.#sessions.open(tenantId, name, account)] as const),
    );
    return new Map(
      kept.filter(
        (entry): entry is [ConsoleName, KeptSession] =>
          entry[1] !== undefined && URL.canParse(entry[1].home) && isAllowed(origins, new URL(entry[1].home)),
      ),
    );
  }

  /** A session lives on although the step failed, unless it is the session that failed. */
  async #keepAfter(error: unknown, call: Call, session: BrowserSession, kept: Sessions): Promise<void> {
    if (error instanceof SessionExpiredError) await this.forget(call);
    else if (!(error instanceof VendorUnavailableError && error.cause instanceof DeadlineError)) {
      await this.#keep(call, session, kept);
    }
  }

  /** An address that led nowhere is not tried again, also where the console was not entered in another way. */
  async #forgetPages({ tenantId }: ConsoleAccess, { entered, pages }: BrowserSession, kept: Sessions): Promise<void> {
    for (const [name, { page, ...session }] of kept) {
      if (page === undefined || pages.has(name) || entered.has(name)) continue;
      await this.#sessions.seal(tenantId, name, session);
    }
  }

  /** Only what changed: most consoles give a cookie once. */
  async #keep({ access, sessions }: Call, session: BrowserSession, kept: Sessions): Promise<void> {
    const names = sessions.filter((name) => session.entered.has(name));
    await this.#forgetPages(access, session, kept);
    if (names.length === 0) return;
    const state = await sessionOf(session.options.context);
    await Promise.all(
      names.map(async (name) => {
        // The final press ends every session: that the next one is refused says nothing then. One that a person opened is
        // still theirs after another step before a person.
        const isStillTheirs = session.person !== undefined && kept.get(name)?.openedByPerson === true;
        const openedByPerson = !session.committed && (session.passedByPerson || isStillTheirs);
        const toKeep = {
          account: access.account,
          home: session.entered.get(name) ?? '',
          ...state,
          ...pageOf(session, name),
          ...(name === 'visionOne' && session.pictured.length > 0 && { pictured: [...session.pictured] }),
          ...(openedByPerson && { openedByPerson }),
        };
        if (JSON.stringify(toKeep) === JSON.stringify(kept.get(name))) return;
        await this.#sessions.seal(access.tenantId, name, toKeep);
      }),
    );
  }
}

/** Where the page was, for later calls; none that lies elsewhere than the console itself. */
function pageOf({ entered, pages }: BrowserSession, name: ConsoleName): Pick<KeptSession, 'page'> {
  const [home, page] = [entered.get(name), pages.get(name)];
  const isThere = home !== undefined && page !== undefined && new URL(home).origin === new URL(page).origin;
  return isThere ? { page } : {};
}

type Sessions = ReadonlyMap<ConsoleName, KeptSession>;

/** Errors of calls that did what must not be done again. */
const committed = new WeakSet<Error>();

function isCommitted(error: Error): boolean {
  return committed.has(error);
}
