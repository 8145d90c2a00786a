import { existsSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { japaneseFont, writeFontConfiguration } from './fonts.ts';
import { unpack } from './unpack.ts';

/** A Chromium that can be started, and the environment it needs. */
export interface Chromium {
  /** What Playwright is told: a file, or an installed browser by its channel. */
  start: { executablePath: string } | { channel: 'chrome' };
  environment: Record<string, string>;
}

/** How the environment chooses the browser. */
export interface ChromiumChoice {
  /** `CHROMIUM_PATH`: a browser of one's own. */
  executablePath?: string | undefined;
  /** `CHROMIUM_PACK`: directory of a packed Chromium, as a Lambda layer brings it. */
  pack?: string | undefined;
  /** `CHROMIUM_CACHE`: where it is unpacked to. */
  cache?: string | undefined;
  platform?: string;
}

function chromiumChoice(variables: Readonly<Record<string, string | undefined>> = process.env): ChromiumChoice {
  const { CHROMIUM_PATH: executablePath, CHROMIUM_PACK: pack, CHROMIUM_CACHE: cache } = variables;
  return { executablePath, pack, cache };
}

/**
 * The browser of this computer: `CHROMIUM_PATH`; else the pack that `CHROMIUM_PACK` names, or on Linux x64 the one that
 * npm brought, unpacked at its first use; else an installed Chrome.
 */
export async function ensureChromium(choice: ChromiumChoice = chromiumChoice()): Promise<Chromium> {
  const { executablePath, pack, platform = `${process.platform}-${process.arch}` } = choice;
  if (executablePath) {
    if (!existsSync(executablePath)) throw new Error(`CHROMIUM_PATH: there is no file "${executablePath}"`);
    return { start: { executablePath }, environment: await fontEnvironment(cacheOf(choice), []) };
  }
  const packed = pack ? { directory: pack, version: `pack-${String(sizeOf(pack))}` } : bundled(platform);
  // Whether Chrome is installed is seen when it is started; `launch` says then what to do.
  if (!packed) return { start: { channel: 'chrome' }, environment: {} };
  const unpacked = await unpack(packed.directory, packed.version, cacheOf(choice));
  const libraryPath = [unpacked.libraries, process.env.LD_LIBRARY_PATH].filter(Boolean).join(':');
  return {
    start: { executablePath: unpacked.executablePath },
    environment: {
      LD_LIBRARY_PATH: libraryPath,
      ...(await fontEnvironment(unpacked.directory, [unpacked.fonts, path.join(packed.directory, 'fonts')])),
    },
  };
}

/** What to do where no browser starts. */
export const HOW_TO_GET_A_BROWSER =
  'no browser could be started: on Linux x64 `npm ci` brings one; elsewhere install Google Chrome, or set CHROMIUM_PATH to a Chromium';

async function fontEnvironment(directory: string, fonts: readonly string[]): Promise<Record<string, string>> {
  if (process.platform !== 'linux') return {};
  const japanese = japaneseFont();
  return { FONTCONFIG_FILE: await writeFontConfiguration(directory, [...fonts, ...(japanese ? [japanese] : [])]) };
}

function bundled(platform: string): { directory: string; version: string } | undefined {
  if (platform !== 'linux-x64') return undefined;
  try {
    const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
    const root = entry.slice(0, entry.lastIndexOf(path.join('@sparticuz', 'chromium')) + '@sparticuz/chromium'.length);
    const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string };
    return { directory: path.join(root, 'bin'), version };
  } catch {
    return undefined;
  }
}

/** A pack of a layer has no name of its own; another one of exactly the same size is not to be feared. */
function sizeOf(pack: string): number {
  return statSync(path.join(pack, 'chromium.br')).size;
}

function cacheOf({ cache, pack }: ChromiumChoice): string {
  if (cache) return cache;
  return pack ? path.join(tmpdir(), 'visionlift-chromium') : path.join(homedir(), '.cache', 'visionlift-chromium');
}
