import type { Column } from './columns.ts';
import type { ProblemCode } from './problems.ts';

/** A cell as it is understood, with what had to be done to it, or why it cannot be. */
export interface CleanText {
  text: string;
  notices: readonly ProblemCode[];
  refusal: ProblemCode | undefined;
}

const NOTHING: readonly ProblemCode[] = [];
// A cell that begins with # may be a spreadsheet's error.
const PLAIN = /^(?!\s*(?:#|Err:))[\x20-\x7e]*$/;

// Kana of UTF-8 read as CP932 begin with 縺, 繧 or 繝, which no name has twice, and 株式会社 becomes 譬ｪ蠑丈ｼ夂､ｾ.
const GARBLED = /[縺繧繝].*[縺繧繝]|蠑丈ｼ/u;

/** Kana without their combining marks, ideographic spaces, and kanji but for those of garbled text: a part of a class. */
export const PLAIN_KANA_AND_KANJI = String.raw`\u3000-\u3029\u3030-\u3098\u309b-\u30ff一-縹縻-繜繞-繦繨-蠐蠒-\u9fff`;

const PLAIN_JAPANESE = new RegExp(String.raw`^(?!\s*(?:#|Err:))[\x20-\x7e${PLAIN_KANA_AND_KANJI}\uff01-\uff9f]*$`);

// One look for the other names: nothing in them that any pattern below could find.
const NEEDS_A_CLOSER_LOOK =
  /[縺繧繝蠑\p{Cc}\p{Cf}\p{Co}\p{Mn}\p{Zl}\p{Zp}\u00a0\u1680\u2000-\u200a\u202f\u205f\ufffd]|^\s*(?:#|Err:)/u;

// Soft hyphen, zero-width space and joiners, word joiner, byte order mark: they come along when text is copied from a
// web page and nobody can see them.
const INVISIBLE = /[\u00ad\u200b-\u200d\u2060\ufeff]/gu;
const SPECIAL_SPACE = /[\u00a0\u1680\u2000-\u200a\u202f\u205f]/gu;
const DIRECTION = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
const LINE_BREAK = /[\n\v\f\r\u0085\u2028\u2029]/u;
/** A name in two lines of a cell, which is one name. */
const LINE_BREAKS = /[\t ]*[\n\v\f\r\u0085\u2028\u2029]\s*/gu;
/** A second line that would be a header of a mail is nobody's name. */
const HEADER_LINE = /[\n\v\f\r\u0085\u2028\u2029]\s*[a-z][a-z-]*\s*:/iu;
const CONTROL = /\p{Cc}/u;

const SPREADSHEET_ERROR =
  /^(?:Err:\d{3}|#(?:N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!|FIELD!|GETTING_DATA|BUSY!|CONNECT!|BLOCKED!)|#{3,})$/iu;

/**
 * Takes off a cell what spreadsheets, web pages and input methods put there unseen, and refuses what could deceive.
 *
 * In an `ascii` column full-width letters and digits become plain ones (NFKC). A name keeps its characters; only a base
 * letter and its combining mark are joined (NFC), as files from a Mac have them apart. Whole names are not normalised:
 * NFC would turn some Japanese name characters (U+FA19) into their standard form.
 */
export function cleanText(written: string, nature: Column['nature']): CleanText {
  const raw = shownText(written);
  if (isClean(raw, nature)) {
    return { text: raw.trim(), notices: NOTHING, refusal: undefined };
  }
  const visible = raw.replaceAll(INVISIBLE, '').replaceAll(SPECIAL_SPACE, ' ');
  const joined =
    nature === 'ascii'
      ? visible.normalize('NFKC')
      : visible.replaceAll(/[^\p{M}][\u0300-\u036f\u3099\u309a]+/gu, (sequence) => sequence.normalize('NFC'));
  const trimmed = joined.trim();
  const text = nature === 'text' && !HEADER_LINE.test(trimmed) ? trimmed.replaceAll(LINE_BREAKS, ' ') : trimmed;
  const notices: ProblemCode[] = [];
  // Excel shows nothing of a line break behind the last character (Alt+Enter).
  if (visible !== raw || (LINE_BREAK.test(raw) && !LINE_BREAK.test(trimmed))) {
    notices.push('characters-removed');
  }
  if (text !== trimmed) {
    notices.push('line-break-joined');
  }
  if (nature === 'ascii' && text !== visible.trim()) {
    notices.push('characters-folded');
  }
  return { text, notices, refusal: refusalOf(raw, text) };
}

/** `="0012"`, by which programs keep a spreadsheet from taking zeros away, is what it shows: 0012. */
export function shownText(raw: string): string {
  if (raw.charCodeAt(0) !== EQUALS_SIGN) return raw;
  const shown = /^=\s*"((?:[^"]|"")*)"\s*$/u.exec(raw)?.[1];
  return shown?.replaceAll('""', '"') ?? raw;
}

const EQUALS_SIGN = 0x3d;

/** Whether nothing but the spaces around a cell has to be looked at: true of nearly all. */
export function isClean(raw: string, nature: Column['nature']): boolean {
  return nature === 'ascii' ? PLAIN.test(raw) : PLAIN_JAPANESE.test(raw) || !NEEDS_A_CLOSER_LOOK.test(raw);
}

/** Whether text in UTF-8 seems to have been read as CP932. */
export function isGarbled(text: string): boolean {
  return GARBLED.test(text);
}

function refusalOf(raw: string, text: string): ProblemCode | undefined {
  if (LINE_BREAK.test(text)) {
    return 'line-break';
  }
  if (DIRECTION.test(raw)) {
    return 'direction-character';
  }
  if (CONTROL.test(text)) {
    return 'control-character';
  }
  if (text.includes('\ufffd')) {
    return 'damaged-character';
  }
  if (isGarbled(text)) {
    return 'text-garbled';
  }
  if (/\p{Co}/u.test(text)) {
    return 'private-character';
  }
  return SPREADSHEET_ERROR.test(text) ? 'spreadsheet-error' : undefined;
}
