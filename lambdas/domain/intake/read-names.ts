import type { Cell } from './cell.ts';
import { PLAIN_KANA_AND_KANJI } from './clean-text.ts';
import { isTenantId } from './intake-row.ts';
import { oddCharacter } from './odd-character.ts';
import { isPlaceholder, LOST_CHARACTER } from './placeholders.ts';

export const MAX_NAME_CHARACTERS = 100;

// What Excel shows, and saves, for a number of more than eleven digits.
const SHORTENED_NUMBER = /^\d+(?:[.,]\d+)?E[+-]\d+$/i;
const LOGIN_ID = /^[A-Za-z0-9_.][A-Za-z0-9_.@+-]{0,99}$/;

/** The cell itself when one look settles it, as it does nearly every key; undefined when it must be read with care. */
export function plainTenantId(raw: string): string | undefined {
  return isTenantId(raw) && !isPlaceholder(raw) ? raw : undefined;
}

/** The operator's key of a tenant. */
export function readTenantId(cell: Cell): string | undefined {
  if (isTenantId(cell.text)) {
    return cell.text;
  }
  if (SHORTENED_NUMBER.test(cell.text)) {
    return cell.report('number-mangled');
  }
  return cell.report('tenant-id-invalid', { about: oddCharacter(cell.text, /^[_-]|[^A-Za-z0-9_-]/u) });
}

/** The sign-in name of the CLP master account. */
export function readLoginId(cell: Cell): string | undefined {
  if (SHORTENED_NUMBER.test(cell.text)) {
    return cell.report('number-mangled');
  }
  return LOGIN_ID.test(cell.text) ? cell.text : cell.report('login-id-invalid', { about: oddCharacter(cell.text) });
}

// ASCII, kana and kanji, no space at either end, and nothing in it that any rule below or `cleanText` is about.
const KANA_AND_KANJI = PLAIN_KANA_AND_KANJI.replace('\\u3000-\\u3029', '\\u3000-\\u3012\\u3014-\\u3029');
const PLAIN_NAME = new RegExp(
  String.raw`^(?![=+#\s-]|\d.*E[+-]|Err:|.*www)[ -%'-9;=A-~${KANA_AND_KANJI}\uff66-\uff9f]{1,100}(?<!\s)$`,
  'i',
);
const PLAIN_LOGIN_ID = /^[A-Za-z_.][A-Za-z0-9_.@+-]{0,99}$/;

/** The cell itself when it is a name and nothing else; undefined when it must be read with care. */
export function plainName(raw: string): string | undefined {
  return PLAIN_NAME.test(raw) && !isPlaceholder(raw) ? raw : undefined;
}

/**
 * The cell itself when it is a sign-in name; undefined when it must be read with care, as one of digits, which may be a
 * number that a spreadsheet has shortened.
 */
export function plainLoginId(raw: string): string | undefined {
  return PLAIN_LOGIN_ID.test(raw) && !isPlaceholder(raw) ? raw : undefined;
}

/** The name of a company or a person. It will stand in mails and reports, where it must not be able to act. */
export function readName(cell: Cell): string | undefined {
  if (/[@＠]/u.test(cell.text)) {
    return cell.report('name-has-at');
  }
  const lost = LOST_CHARACTER.exec(cell.text)?.[0];
  if (lost !== undefined) {
    return cell.report('character-lost', { about: lost });
  }
  if (/:\/\/|(?:^|\s)www\./i.test(cell.text.normalize('NFKC'))) {
    return cell.report('name-has-url');
  }
  return readLabel(cell);
}

/** Free text that is not a person's name: the number under which a consent is filed. */
export function readLabel(cell: Cell): string | undefined {
  if (/[<>]/u.test(cell.text)) {
    return cell.report('name-has-markup');
  }
  if (/^[=+\-@＝＋－＠]/u.test(cell.text)) {
    return cell.report('looks-like-formula');
  }
  if (SHORTENED_NUMBER.test(cell.text)) {
    return cell.report('number-mangled');
  }
  // Counted as a person counts: a character outside the first plane is one, not two.
  if (cell.text.length > MAX_NAME_CHARACTERS && Array.from(cell.text).length > MAX_NAME_CHARACTERS) {
    return cell.report('value-too-long', { about: String(MAX_NAME_CHARACTERS) });
  }
  return cell.text;
}
