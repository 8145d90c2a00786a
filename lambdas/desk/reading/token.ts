import { cleanText } from './clean-text.ts';

/** Of printable ASCII without a gap; the vendor has not published how long it is, the ones seen are longer than this. */
const TOKEN = /^[\x21-\x7e]{20,4096}$/u;

/** A registration token as it was copied (guide 3-3); `undefined` for text that cannot be one. */
export function readToken(text: string | undefined): string | undefined {
  const token = cleanText(text);
  const isAddress = /^https?:|^\S+@\S+$/iu.test(token);
  return TOKEN.test(token) && !isAddress ? token : undefined;
}
