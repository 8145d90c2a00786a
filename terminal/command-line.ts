/** Nothing that sh, cmd or PowerShell would take for anything but itself. */
const PLAIN_WORD = /^[\w./:\\+-]+$/u;
/** What stands for something else in sh; the shells of Windows have their own, and file names there seldom any. */
const SPECIAL_IN_SH = /["$`\\]/gu;

/**
 * A command to copy into a terminal: words in quotation marks where they need them. Double ones, as cmd knows no others.
 */
export function commandLine(words: readonly string[], platform: NodeJS.Platform = process.platform): string {
  return words.map((word) => (isPlain(word, platform) ? word : quoted(word, platform))).join(' ');
}

function isPlain(word: string, platform: NodeJS.Platform): boolean {
  return PLAIN_WORD.test(word) && (platform === 'win32' || !word.includes('\\'));
}

function quoted(word: string, platform: NodeJS.Platform): string {
  // A backslash in front of the last mark would make it a part of the word.
  if (platform === 'win32') return `"${word.replace(/\\+$/u, '')}"`;
  return `"${word.replaceAll(SPECIAL_IN_SH, String.raw`\$&`)}"`;
}
