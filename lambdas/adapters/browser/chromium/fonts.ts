import { existsSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';

const SYSTEM_FONTS = '/etc/fonts/fonts.conf';

/** The directory of the Japanese font that came with npm, if it is installed; a layer brings its own. */
export function japaneseFont(): string | undefined {
  try {
    const manifest = createRequire(import.meta.url).resolve('@expo-google-fonts/noto-sans-jp/package.json');
    return path.join(path.dirname(manifest), '400Regular');
  } catch {
    return undefined;
  }
}

/**
 * Writes a font configuration of our own and gives its path, for `FONTCONFIG_FILE`. Without a font for it, Japanese text
 * is blank, not even boxes; and the configuration that comes with the pack names `/tmp/fonts` literally, so that Chromium
 * aborts wherever that is not there.
 */
export async function writeFontConfiguration(directory: string, fonts: readonly string[]): Promise<string> {
  const file = path.join(directory, 'fonts.conf');
  const directories = fonts.filter((each) => existsSync(each)).map((each) => `<dir>${each}</dir>`);
  const system = existsSync(SYSTEM_FONTS) ? `<include ignore_missing="yes">${SYSTEM_FONTS}</include>` : '';
  const text = [
    '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>',
    ...directories,
    system,
    `<cachedir>${path.join(directory, 'font-cache')}</cachedir></fontconfig>`,
  ].join('\n');
  await mkdir(directory, { recursive: true });
  // Renamed, because another process may be reading it.
  const own = `${file}.${String(process.pid)}`;
  await writeFile(own, text);
  await rename(own, file);
  return file;
}
