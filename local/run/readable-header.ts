/** Words that the product's own mails encode: RFC 2047, in UTF-8 and base64. */
const WORD = /=\?UTF-8\?B\?(?<base64>[A-Za-z0-9+/=]*)\?=/giu;
const WORDS = /=\?UTF-8\?B\?[A-Za-z0-9+/=]*\?=(?:\s+=\?UTF-8\?B\?[A-Za-z0-9+/=]*\?=)*/giu;

/** A header as a mail program shows it; of one long name in several words as one name. */
export function readableHeader(header: string): string {
  return header.replaceAll(WORDS, (words) => {
    const parts = [...words.matchAll(WORD)].map(({ groups }) => Buffer.from(groups?.['base64'] ?? '', 'base64'));
    return Buffer.concat(parts).toString('utf8');
  });
}
