import { existsSync } from 'node:fs';
import { setTimeout as timeout } from 'node:timers/promises';
import { chromium as playwright, type Browser } from 'playwright-core';
import { resolverRules, type Launch, type Launched } from '../../../lambdas/adapters/browser/chromium/launch.ts';
import { isAlive } from '../../../local/run/folder-lock.ts';
import { CommandError } from '../shared/command-error.ts';

/** Which browser of this computer: `chrome`, `msedge`, or the path of a Chromium. */
export interface WindowChoice {
  browser: string;
  /** Where what the browsers write for a while lies; deleted by the one who gave it. */
  profiles: string;
}

const STARTS_WITHIN = 30_000;
/** The size at which the hands know the vendor's pages, with the frame of a window around it. */
const WINDOW = '--window-size=1400,1000';

/**
 * Makes browsers with a window, each with a profile of its own that is gone when it ends. Never disguised: the browser
 * says that it is driven. Throws `CommandError` where there is no display, no such browser, or one that is built
 * without windows.
 */
export function windowLauncher({ browser, profiles }: WindowChoice): Launch {
  return async (hosts) => {
    refuseWithoutDisplay();
    const started = await certainlyEnding(await start(browser, profiles, hosts));
    try {
      await proveWindow(started.browser, browser);
    } catch (error) {
      await started.end();
      throw error;
    }
    return started;
  };
}

/** Opens one and closes it again, so that what is missing is said before any task is touched. */
export async function tryWindow(choice: WindowChoice): Promise<void> {
  const opened = await windowLauncher(choice)([]);
  await opened.end();
}

/** Milliseconds; a page that runs away, or a question of its own before it closes, can hold it for ever. */
const CLOSES_WITHIN = 3_000;

/** Kills a browser that does not close; on every system, by the process that the browser says is its own. */
export async function certainlyEnding(browser: Browser, closesWithin = CLOSES_WITHIN): Promise<Launched> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const pid = processInfo.find(({ type }) => type === 'browser')?.id;
  const end = async (): Promise<void> => {
    const closed = browser.close().then(
      () => true,
      () => false,
    );
    if ((await Promise.race([closed, timeout(closesWithin, false, { ref: false })])) || pid === undefined) return;
    // It may have gone by itself.
    if (isAlive(pid)) process.kill(pid, 'SIGKILL');
    await Promise.race([closed, timeout(closesWithin, false, { ref: false })]);
  };
  return { browser, end };
}

function refuseWithoutDisplay(): void {
  if (process.platform !== 'linux' || process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']) return;
  throw new CommandError({
    code: 'no-display',
    message: 'this computer has no display (neither DISPLAY nor WAYLAND_DISPLAY is set): no window can be opened',
    whatToDo: 'run assist on a desktop; over ssh with ssh -X, in WSL with WSLg',
  });
}

async function start(browser: string, profiles: string, hosts: readonly string[]): Promise<Browser> {
  const isChannel = browser === 'chrome' || browser === 'msedge';
  if (!isChannel && !existsSync(browser)) {
    throw new CommandError({
      code: 'no-browser',
      message: `there is no browser "${browser}"`,
      whatToDo: 'give --browser chrome, --browser msedge, or the path of a Chromium',
    });
  }
  try {
    return await playwright.launch({
      ...(isChannel ? { channel: browser } : { executablePath: browser }),
      headless: false,
      // The sandbox of Chromium cannot be had as root, as in a container.
      chromiumSandbox: process.getuid?.() !== 0,
      args: [resolverRules(hosts), WINDOW],
      env: { ...withoutSecrets(), TMPDIR: profiles },
      timeout: STARTS_WITHIN,
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
    });
  } catch (cause) {
    throw new CommandError(
      {
        code: 'no-browser',
        message: `${browser} could not be started with a window (${firstLine(cause)})`,
        whatToDo: 'install Google Chrome or Microsoft Edge, or give the path of a Chromium with --browser',
      },
      { cause },
    );
  }
}

/** The Chromium of a Lambda is built without windows, starts silently, and shows nobody anything. */
async function proveWindow(browser: Browser, name: string): Promise<void> {
  const session = await browser.newBrowserCDPSession();
  const { product } = await session.send('Browser.getVersion');
  await session.detach();
  if (!/headless/iu.test(product)) return;
  throw new CommandError({
    code: 'browser-without-windows',
    message: `${name} is ${product}, a Chromium that is built without windows: nobody would see what is asked`,
    whatToDo: 'install Google Chrome or Microsoft Edge, or give another path with --browser',
  });
}

/** The environment without credentials: a browser needs none of them. */
function withoutSecrets(): Record<string, string> {
  const isSecret = /^(AWS_|VISIONLIFT_)|TOKEN|SECRET|PASSWORD|CREDENTIAL/iu;
  return Object.fromEntries(
    Object.entries(process.env).filter(
      (entry): entry is [string, string] => entry[1] !== undefined && !isSecret.test(entry[0]),
    ),
  );
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? '';
}
