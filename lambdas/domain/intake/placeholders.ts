/**
 * Words that stand in a cell in place of a value: what people write where there is none, what programs make of an empty
 * cell, and what is left of a character that another encoding did not have.
 */

const NOTHING = [
  ...[
    'なし',
    '無し',
    'ナシ',
    '無',
    'ない',
    '無い',
    '該当なし',
    '該当無し',
    '特になし',
    '特に無し',
    '設定なし',
    '指定なし',
  ],
  ...['空', '空白', '空欄', '不要', '-', '--', '---', 'ー', '‐', '―', '—', '–', '−', '─', '×', '✕', '/', '\\n'],
  ...['nan', 'null', 'none', 'nil', 'n/a', 'na', 'nat', 'nothing', 'empty', 'blank', 'not applicable'],
];

const NO_VALUE = [
  ...[
    '未定',
    '未確定',
    '未決',
    '未設定',
    '未記入',
    '未入力',
    '要確認',
    '確認中',
    '調整中',
    '不明',
    '後日',
    '後日連絡',
    '同上',
  ],
  ...['〃', '上に同じ', '同じ', '同左', 'ditto', '"', 'same as above', 'tbd', 'tbc', 'tba', 'unknown', 'undecided'],
  ...['true', 'false', 'undefined', '[object object]', 'invalid date', '0'],
];

const SAYS_NOTHING = new Set(NOTHING);
const IS_NO_VALUE = new Set(NO_VALUE);
const LONGEST = 20;

/** By the code of a first letter, upper case, full width and brackets included: whether it may begin one of these words. */
const BEGINS_ONE = new Uint8Array(2 ** 16);
for (const word of [...NOTHING, ...NO_VALUE]) {
  for (const first of [word, word.toUpperCase()].map((each) => each.charCodeAt(0))) {
    BEGINS_ONE[first] = 1;
    if (first > 0x20 && first < 0x7f) BEGINS_ONE[first + 0xfee0] = 1;
  }
}
for (const bracket of '(（<＜「｢【') BEGINS_ONE[bracket.charCodeAt(0)] = 1;
for (let kana = 0xff66; kana <= 0xff9f; kana++) BEGINS_ONE[kana] = 1;

/** Either of the two below. */
export function isPlaceholder(text: string): boolean {
  return saysNothing(text) || isNoValue(text);
}

/** Whether somebody has said that there is nothing: なし, -, N/A. */
export function saysNothing(text: string): boolean {
  return isOneOf(SAYS_NOTHING, text);
}

/** Whether what stands there is no value of any column: 未定, 同上, TRUE. */
export function isNoValue(text: string): boolean {
  return isOneOf(IS_NO_VALUE, text);
}

/** `text` has no spaces around it. */
function isOneOf(words: ReadonlySet<string>, text: string): boolean {
  const first = text.charCodeAt(0);
  if (text.length > LONGEST || BEGINS_ONE[first] !== 1) return false;
  // A Latin word needs no more than its letters in lower case.
  const isLatin = (first > 0x40 && first < 0x5b) || (first > 0x60 && first < 0x7b);
  return words.has(isLatin ? text.toLowerCase() : folded(text));
}

function folded(text: string): string {
  const plain = text.normalize('NFKC').trim().toLowerCase();
  return /^[(<「【](.*)[)>」】]$/u.exec(plain)?.[1]?.trim() ?? plain;
}

/** What is left of a character that another encoding did not have: `?田商店`, `〓田商店`, `&#39640;田商店`. */
export const LOST_CHARACTER = /[?〓□]|&#x?[\da-f]+;/iu;
