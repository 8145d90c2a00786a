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

/** Whether somebody has said that there is nothing: なし, -, N/A. */
export function saysNothing(text: string): boolean {
  return text.length <= LONGEST && SAYS_NOTHING.has(folded(text));
}

/** Whether what stands there is no value of any column: 未定, 同上, TRUE. */
export function isNoValue(text: string): boolean {
  return text.length <= LONGEST && IS_NO_VALUE.has(folded(text));
}

function folded(text: string): string {
  const plain = text.normalize('NFKC').trim().toLowerCase();
  return /^[(<「【](.*)[)>」】]$/u.exec(plain)?.[1]?.trim() ?? plain;
}

/** In front of a pattern without regard to case: none of these words alone, in brackets or not. */
export const NO_PLACEHOLDER = `(?![(<「【]?(?:${[...NOTHING, ...NO_VALUE]
  .map((word) => word.replaceAll(/[$()*+.?[\\\]^{|}]/gu, String.raw`\$&`))
  .join('|')})[)>」】]?$)`;

/** What is left of a character that another encoding did not have: `?田商店`, `〓田商店`, `&#39640;田商店`. */
export const LOST_CHARACTER = /[?〓□]|&#x?[\da-f]+;/iu;
