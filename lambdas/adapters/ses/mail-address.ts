import { oneLine } from '../../domain/one-line.ts';

/** Bytes of UTF-8 in one encoded-word: 60 characters of base64 and its frame stay below the 75 of RFC 2047. */
const WORD_BYTES = 45;

/** `"Name" <address>`, the name as encoded-words (RFC 2047) where it is not ASCII: SES takes no other in an address. */
export function mailAddress(name: string, address: string): string {
  const display = oneLine(name);
  const bare = oneLine(address);
  if (display === '') return bare;
  return `${/^[\x20-\x7e]*$/u.test(display) ? quoted(display) : encoded(display)} <${bare}>`;
}

function quoted(text: string): string {
  return `"${text.replace(/["\\]/gu, '\\$&')}"`;
}

function encoded(text: string): string {
  const words = [''];
  for (const character of text) {
    const word = words.at(-1) ?? '';
    if (Buffer.byteLength(word + character) > WORD_BYTES) words.push(character);
    else words[words.length - 1] = word + character;
  }
  return words.map((word) => `=?UTF-8?B?${Buffer.from(word).toString('base64')}?=`).join(' ');
}
