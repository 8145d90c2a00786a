import { cleanText } from './clean-text.ts';

/** What tokens of all kinds are made of; the vendor has not published how long this one is. */
const TOKEN = /^[A-Za-z0-9+/=_.~:%|-]{20,4096}$/u;

/** A registration token as it was copied (guide 3-3); `undefined` for text that cannot be one. */
export function readToken(text: string | undefined): string | undefined {
  const token = cleanText(text);
  const isAddress = /^https?:|^\S+@\S+$/iu.test(token);
  return TOKEN.test(token) && !isAddress ? token : undefined;
}
