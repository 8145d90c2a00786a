import { createDecoder, type Encoding } from './encodings.ts';

/** More of the non-ASCII characters than this undecodable, and the file is not in that encoding at all. */
const DAMAGE_THAT_IS_STILL_THIS_ENCODING = 0.25;

/**
 * UTF-16, or UTF-8 by its byte order mark, told from the first bytes of a file; undefined when they say neither.
 *
 * Without a mark, UTF-16 shows in its NUL bytes: delimiters and line ends are ASCII, so every second byte of those is
 * NUL, always on the same side.
 */
export function encodingFromFirstBytes(head: Uint8Array): Encoding | undefined {
  const [first, second, third] = head;
  if (first === 0xef && second === 0xbb && third === 0xbf) {
    return 'utf-8';
  }
  if (first === 0xff && second === 0xfe) {
    return 'utf-16le';
  }
  if (first === 0xfe && second === 0xff) {
    return 'utf-16be';
  }
  let even = 0;
  let odd = 0;
  head.forEach((byte, index) => {
    if (byte === 0) {
      if (index % 2 === 0) {
        even++;
      } else {
        odd++;
      }
    }
  });
  const many = head.length * 0.02;
  if (odd > many && even <= odd / 4) {
    return 'utf-16le';
  }
  return even > many && odd <= even / 4 ? 'utf-16be' : undefined;
}

/** The mark of UTF-32 begins as that of UTF-16 does. */
export function isUtf32(head: Uint8Array): boolean {
  const mark = head.subarray(0, 4).join();
  return mark === '255,254,0,0' || mark === '0,0,254,255';
}

/**
 * UTF-8 or CP932, told from a sample that starts at the first byte beyond ASCII; undefined when it is neither.
 *
 * The sample may end inside a character: nothing is concluded from its last bytes. A file with a few bad bytes is still
 * recognised, so that the reader can say where they are instead of calling the whole file unknown or, worse, reading
 * damaged UTF-8 as CP932 and passing the resulting nonsense on.
 */
export function encodingFromSample(sample: Uint8Array): Encoding | undefined {
  const utf8 = createDecoder('utf-8', { fatal: false }).decode(sample, { stream: true });
  // Legal first: a file may well contain U+FFFD, the mark of damage done earlier, as a character of its own.
  if (
    isLegal(createDecoder('utf-8', { fatal: true }), sample) ||
    damageOf(utf8) <= DAMAGE_THAT_IS_STILL_THIS_ENCODING
  ) {
    return 'utf-8';
  }
  const cp932 = createDecoder('cp932', { fatal: false }).decode(sample, { stream: true });
  const isCp932 =
    damageOf(cp932) <= DAMAGE_THAT_IS_STILL_THIS_ENCODING &&
    !isWesternReadAsJapanese(cp932) &&
    !isEucReadAsKana(sample, cp932);
  return isCp932 ? 'cp932' : undefined;
}

/** What a file that is in none of our encodings seems to be, for the person who has to convert it; or empty. */
export function likelyEncoding(sample: Uint8Array): string {
  if (isLegal(new TextDecoder('euc-jp', { fatal: true }), sample)) {
    return 'EUC-JP';
  }
  const isWestern =
    isWesternReadAsJapanese(createDecoder('cp932', { fatal: false }).decode(sample, { stream: true })) ||
    areLettersAmongAscii(sample);
  return isWestern ? 'Windows-1252' : '';
}

/** Accented letters of the West stand alone, those of Japan in rows. */
function areLettersAmongAscii(sample: Uint8Array): boolean {
  const beyondAscii = sample.filter((byte) => byte > 0x7f).length;
  const alone = sample.filter(
    (byte, at) => byte >= 0xc0 && (sample[at - 1] ?? 0) <= 0x7f && (sample[at + 1] ?? 0) <= 0x7f,
  ).length;
  return alone > beyondAscii / 2;
}

function isLegal(decoder: ReturnType<typeof createDecoder>, sample: Uint8Array): boolean {
  try {
    decoder.decode(sample, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/**
 * EUC-JP is legal CP932: every character becomes two of half width, `株` `ｳ` and `ｮ` or so. Half-width kana of which every
 * run is even and a legal character of EUC-JP is hardly ever meant, once there are a few.
 */
function isEucReadAsKana(sample: Uint8Array, cp932: string): boolean {
  const beyondAscii = cp932.match(/[^\x00-\x7f]/gu)?.length ?? 0;
  const halfWidth = cp932.match(/[\uff61-\uff9f]/gu)?.length ?? 0;
  return halfWidth >= 8 && halfWidth > beyondAscii / 2 && isLegal(new TextDecoder('euc-jp', { fatal: true }), sample);
}

/** The undecodable share of the characters beyond ASCII. */
function damageOf(text: string): number {
  let beyondAscii = 0;
  let damaged = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 0x7f) {
      beyondAscii++;
      damaged += code === 0xfffd ? 1 : 0;
    }
  }
  return beyondAscii === 0 ? 0 : damaged / beyondAscii;
}

/**
 * Windows-1252 is often legal CP932: `Société` becomes `Soci駸`. Such characters stand inside Latin words, which in a
 * Japanese file only a few do.
 */
function isWesternReadAsJapanese(text: string): boolean {
  const beyondAscii = text.match(/[^\x00-\x7f]/gu)?.length ?? 0;
  const insideLatinWords = text.match(/(?<=[a-z])[^\x00-\x7f]|[^\x00-\x7f](?=[a-z])/gu)?.length ?? 0;
  return insideLatinWords > beyondAscii / 2;
}
