import { randomUUID } from 'node:crypto';
import { setTimeout as timeout } from 'node:timers/promises';
import { type Browser, chromium as playwright, type LaunchOptions } from 'playwright-core';
import { type Chromium, ensureChromium, HOW_TO_GET_A_BROWSER } from './ensure-chromium.ts';
import { killStrays, LAUNCH, sweep } from './stray-processes.ts';

/** A browser of one call, and its certain end. */
export interface Launched {
  browser: Browser;
  /** Closes the browser, and kills it where it does not close; never throws, and leaves nothing behind. */
  end(): Promise<void>;
}

/** Starts a browser; `hosts` are the only names it can resolve. */
export type Launch = (hosts: readonly string[]) => Promise<Launched>;

/** Milliseconds. A runaway page can hold `close` for ever. */
const CLOSES_WITHIN = 3_000;
const STARTS_WITHIN = 20_000;

/**
 * `BROWSER_MODE=single` runs all of Chromium in one process, as Lambda may need it: its sandbox can refuse what several
 * processes do to each other. Nothing but Lambda should use it: a runaway page outlives a Node process that is killed.
 */
const SINGLE_PROCESS = ['--single-process', '--no-zygote', '--in-process-gpu'];

/** What Playwright 1.63.0 says where the system refuses the sandbox: to root, in containers, where AppArmor forbids it. */
const SANDBOX_REFUSED = /sandboxing failed/u;

/**
 * Makes `Launch` for the browser of this computer. The arguments are our own: those that come with the pack switch off
 * the same-origin policy, which is not acceptable in a console that somebody is signed in to. 50 ms once unpacked.
 *
 * Pages run in Chromium's sandbox, which Playwright leaves out by itself. One process has none, as on Lambda; where the system
 * refuses it, the first start of a process shows that within 50 ms, and the browsers of this process go without.
 */
export function chromiumLauncher(
  find: () => Promise<Chromium> = ensureChromium,
  mode: string | undefined = process.env.BROWSER_MODE,
): Launch {
  let found: Promise<Chromium> | undefined;
  let chromiumSandbox = mode !== 'single';
  return async (hosts) => {
    if (!found) {
      // Once for each process, and nothing waits for it.
      sweep().catch(() => undefined);
      found = find();
    }
    const { start, environment } = await found.catch((error: unknown) => {
      // The next call tries again.
      found = undefined;
      throw error;
    });
    const launch = randomUUID();
    const options: LaunchOptions = {
      ...start,
      args: ['--disable-gpu', resolverRules(hosts), ...(mode === 'single' ? SINGLE_PROCESS : [])],
      env: { ...definedVariables(), ...environment, [LAUNCH]: launch },
      timeout: STARTS_WITHIN,
      // The hands end their browsers themselves; a second Ctrl+C must not meet a half-closed one.
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
    };
    const browser = await playwright
      .launch({ ...options, chromiumSandbox })
      .catch((error: unknown) => {
        if (!chromiumSandbox || !SANDBOX_REFUSED.test(String(error))) throw error;
        chromiumSandbox = false;
        return playwright.launch({ ...options, chromiumSandbox });
      })
      .catch(async (cause: unknown) => {
        await killStrays(launch);
        throw new Error(HOW_TO_GET_A_BROWSER, { cause });
      });
    return { browser, end: () => end(browser, launch) };
  };
}

/** Beyond the routing of requests: no other name resolves, whatever in the browser asks (WebSockets, its own services). */
export function resolverRules(hosts: readonly string[]): string {
  return `--host-resolver-rules=MAP * ~NOTFOUND ${hosts.map((host) => `, EXCLUDE ${host}`).join(' ')}`;
}

async function end(browser: Browser, launch: string): Promise<void> {
  const closed = browser.close().then(
    () => true,
    () => false,
  );
  if (await Promise.race([closed, timeout(CLOSES_WITHIN, false, { ref: false })])) return;
  await killStrays(launch);
  // Playwright clears its own directories away once it sees that its browser is gone.
  await Promise.race([closed, timeout(1_000, false, { ref: false })]);
}

/** Without the secrets of the process: a browser needs none of them. */
function definedVariables(): Record<string, string> {
  const { HOME, PATH, TMPDIR, LANG } = process.env;
  return Object.fromEntries(
    Object.entries({ HOME, PATH, TMPDIR, LANG }).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
