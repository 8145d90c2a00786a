/** What Commander says of a flag that nobody knows, without what was given to it: it may have been a password. */
export function withoutValues(text: string): string {
  return text.replaceAll(/('--?[^\s'=]+)=[^\n]*'/gu, "$1=…'");
}
