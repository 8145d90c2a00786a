import {
  COLUMNS,
  foldHeading,
  INVISIBLE_IN_HEADINGS,
  LONG_VOWELS_AND_HYPHENS,
  MARKS_OF_HEADINGS,
  type Column,
} from './columns.ts';
import { nearMiss } from './near-miss.ts';
import { SHORT_FORMS } from './short-forms.ts';

/** What one heading says. */
export type HeadingReading =
  /**
   * A heading of the template. `note` is what people have written around it that may change what it means; else empty.
   */
  | { kind: 'known'; column: Column; note: string }
  /** What people call the column who do not use the template. */
  | { kind: 'short'; column: Column }
  /**
   * It begins or ends with a heading we know, and may be it. `isAnother`: `会社名カナ` is another where `会社名` is there, too.
   */
  | { kind: 'unclear'; column: Column; isAnother: boolean; why: 'words' | 'time zone' }
  | { kind: 'unknown' };

/** A heading with what may stand around it; `folded` is what is compared, `text` has the marks of notes, too. */
interface Spelling {
  folded: string;
  text: string;
  /** Where each character of `folded` stands in `text`. */
  places: number[];
}

interface Known {
  folded: string;
  column: Column;
}

const NAMES = COLUMNS.flatMap((column) => [column.name, ...column.japanese].map((heading) => ({ heading, column })));
// Maps and not objects: a heading `__proto__` is then just a heading nobody knows.
const BY_NAME: ReadonlyMap<string, Column> = new Map(
  NAMES.map(({ heading, column }) => [foldHeading(heading), column] as const),
);
const LONGEST_NAMES_FIRST = longestFirst(BY_NAME);

interface ShortForms {
  columns: ReadonlyMap<string, Column>;
  longestFirst: readonly Known[];
  /** 移行開始日時の希望 is as dangerous to ignore as 作業開始可能日時の希望; 契約開始日 has nothing to do with it. */
  ofHours: readonly Known[];
}

let madeShortForms: ShortForms | undefined;

/**
 * Made when the first heading needs them: most files have those of the template, and each function would wait for them.
 */
function shortForms(): ShortForms {
  if (madeShortForms !== undefined) return madeShortForms;
  const columns = new Map(
    COLUMNS.flatMap((column) =>
      // What the template says in other words (通知先のメールアドレス) is a short form as well.
      [...SHORT_FORMS[column.name], ...column.japanese, column.name].map(
        (heading) => [spellingOf(essence(heading)).folded, column] as const,
      ),
    ),
  );
  const all = longestFirst(columns);
  const ofHours = all.filter(
    ({ folded, column }) =>
      isOfHours(column) && /作業|移行|メンテナンス|window|hours$/u.test(folded) && folded.length > 3,
  );
  madeShortForms = { columns, longestFirst: all, ofHours };
  return madeShortForms;
}

/** Longer ones are texts: only how they begin and end is looked at. */
const MAX_HEADING_CHARACTERS = 200;

/** The column a heading stands for, whatever is written around it; undefined where that is not certain. */
export function columnOfHeading(heading: string): Column | undefined {
  const reading = readHeading(heading);
  return reading.kind === 'known' || reading.kind === 'short' ? reading.column : undefined;
}

/**
 * Reads one heading: as the template has it, with notes (`※JST`, `(必須)`, `半角英数`, a line below) or in a short form.
 *
 * Of the hours of the final press nothing may be misread: a note that names another time zone, or says when not to
 * work, leaves the heading unclear.
 */
export function readHeading(heading: string): HeadingReading {
  const exact = BY_NAME.get(foldHeading(heading));
  if (exact !== undefined) return { kind: 'known', column: exact, note: '' };
  if (heading.length <= MAX_HEADING_CHARACTERS) {
    const named = withNotes(spellingOf(heading), LONGEST_NAMES_FIRST);
    if (named !== undefined) return judged(named.column, named.note, 'known');
    const short = spellingOf(essence(heading));
    const column = shortForms().columns.get(short.folded);
    if (column !== undefined) return { kind: 'short', column };
    const noted = withNotes(short, shortForms().longestFirst);
    // 承認者(部署) is nobody's address; of hours more is lost by not reading them.
    if (noted !== undefined && (!/[([【<〔「{]/u.test(noted.note) || isOfHours(noted.column))) {
      return judged(noted.column, noted.note, 'short');
    }
  }
  return unclear(heading) ?? { kind: 'unknown' };
}

/** The heading that was probably meant, as a person would write it; undefined where nothing is alike. */
export function headingLike(heading: string): Column | undefined {
  // A column of operating systems, one letter from `window`.
  if (/^windows/iu.test(heading)) return undefined;
  const meant = nearMiss(
    heading,
    NAMES.map((known) => known.heading),
    foldHeading,
  );
  return NAMES.find((known) => known.heading === meant)?.column ?? columnBeginningWith(heading);
}

/** Whether the column says when the final press is allowed. */
export function isOfHours({ name }: Column): boolean {
  return name === 'not_before' || name === 'window';
}

function judged(column: Column, note: string, kind: 'known' | 'short'): HeadingReading {
  const elsewhere = isOfHours(column) ? note.replaceAll(JAPAN_TIME, '') : '';
  if (OTHER_TIME.test(elsewhere)) return { kind: 'unclear', column, isAnother: false, why: 'time zone' };
  if (NOT_THEN.test(elsewhere)) return { kind: 'unclear', column, isAnother: false, why: 'words' };
  return kind === 'short' ? { kind, column } : { kind, column, note };
}

const JAPAN_TIME =
  /日本(?:標準)?時間?|日本|asia\/?tokyo|japan(?:standard)?(?:time)?|(?:(?:utc|gmt)?\+0?9(?::?00)?)(?!\d)|jst/gu;
const OTHER_TIME =
  /utc|gmt|世界標準時|協定世界時|現地|ロカル|local|\+\d|(?<![a-z])(?:p[sd]?t|e[sd]?t|c[sde]t|cest|mst|bst|ist|sgt|hkt|aest)(?![a-z])|(?:america|europe|asia|australia|africa|pacific)\/|(?:米国|中国|北京|東部|太平洋|欧州|シンガポル|ニュヨク|ロンドン|インド|タイ|ベトナム)時間/u;
const NOT_THEN =
  /不可|除く|除外|以外|禁止|避け|停止|終了|期限|まで|(?<![a-z])(?:ng|not|no|except|exclud\w*|until|deadline|end|latest|before)(?![a-z])/u;

// A number in front of a heading, notes in brackets, and words that say how a cell is to be filled in.
const BRACKETS = String.raw`\([^()]*\)|\[[^[\]]*\]|【[^【】]*】|<[^<>]*>|〔[^〔〕]*〕|「[^「」]*」|\{[^{}]*\}`;
const FILLING = [
  ...['必須項目', '必須', '任意項目', '任意', '要入力', '要記入', '入力必須', '記入必須', '入力', '記入', '省略可'],
  ...['required', 'mandatory', 'optional', '半角英数字', '半角英数', '半角数字', '半角', '全角', '英数字', '英数記号'],
  ...['英数', '英字', '数字', '文字列', '文字', '複数入力可', '複数指定可', '複数記入可', '複数可能', '複数可', '複数'],
  ...['単一', '選択式', '選択', 'リスト', 'プルダウン', '重複不可', '一意', 'ユニク', 'unique', '形式', '書式'],
  ...[
    'セミコロン区切り',
    'セミコロン',
    '区切り',
    '以内',
    '最大',
    '固定',
    'jst',
    '日本標準時',
    '日本時間',
    'asia/tokyo',
  ],
  ...['yyyy', 'mm', 'dd', 'hh', '年月日', '例', 'のみ', '可'],
].join('|');
const JAPANESE_ZONE = String.raw`(?:utc|gmt)?\+0?9(?::?00)?`;
const HEADING_MARKS = String.raw`[\s※*★☆●◎○◆■▼▽・:;,、。.!/~〜-]`;
/** What may stand in front of a heading; behind it; and in either place without being worth a word. */
const FRONT = new RegExp(
  String.raw`※[^※\n:]*[:\n]|no\.?\d{0,3}|\d{1,2}[.):、]?|[a-z][.)]|${BRACKETS}|${FILLING}|${HEADING_MARKS}`,
  'uy',
);
const BEHIND = new RegExp(
  String.raw`${BRACKETS}|${FILLING}|${JAPANESE_ZONE}|\d{1,3}(?=文字|件)|${HEADING_MARKS}`,
  'uy',
);
const HARMLESS = new RegExp(
  String.raw`${FILLING}|${JAPANESE_ZONE}|no\.?\d{1,3}|\d{1,2}|[a-z][.)](?![a-z])|[()[\]【】<>〔〕「」{}]|${HEADING_MARKS}`,
  'uy',
);
const NOTE_BEHIND = /^(?:[※*\n([【<〔「{]|:|注|例|ex\.|e\.?g\.)/u;
const ABOUT_FILLING = /必須|任意|required|optional|半角|全角|英数|文字|形式|例/u;
const ABOUT_ANOTHER = /旧|以前|変更前|old|previous|former/u;

/** The longest heading that stands in this one with nothing but notes around it. */
function withNotes(spelling: Spelling, known: readonly Known[]): { column: Column; note: string } | undefined {
  for (const { folded, column } of known) {
    const at = spelling.folded.indexOf(folded);
    if (at === -1) continue;
    const { before, after } = around(spelling, at, folded.length);
    if (isMadeOf(FRONT, before) && (isMadeOf(BEHIND, after) || NOTE_BEHIND.test(after))) {
      const note = `${before}${after}`;
      const isHarmless =
        isMadeOf(HARMLESS, note) || (!isOfHours(column) && ABOUT_FILLING.test(note) && !ABOUT_ANOTHER.test(note));
      return { column, note: isHarmless ? '' : note };
    }
  }
  return undefined;
}

/** Piece by piece and never back: of a pattern with a star around all pieces nobody could say how long it takes. */
function isMadeOf(piece: RegExp, text: string): boolean {
  piece.lastIndex = 0;
  while (piece.lastIndex < text.length) {
    if (!piece.test(text)) return false;
  }
  return true;
}

function around({ text, places }: Spelling, at: number, length: number): { before: string; after: string } {
  return { before: text.slice(0, places[at]), after: text.slice((places[at + length - 1] ?? 0) + 1) };
}

/** A heading that begins or ends with one we know. Of sentences, too. */
function unclear(heading: string): HeadingReading | undefined {
  const ends = heading.length > 2 * MAX_HEADING_CHARACTERS ? [heading.slice(0, 300), heading.slice(-300)] : [heading];
  for (const part of ends) {
    const spelling = spellingOf(part);
    for (const { folded, column } of LONGEST_NAMES_FIRST) {
      const isFirst = spelling.folded.startsWith(folded);
      if (!isFirst && !spelling.folded.endsWith(folded)) continue;
      const at = isFirst ? 0 : spelling.folded.length - folded.length;
      if (isLatinWordCut(part, folded, isFirst)) continue;
      const { before, after } = around(spelling, at, folded.length);
      const isAnother = OF_ANOTHER_BEHIND.test(after) || OF_ANOTHER_BEFORE.test(before);
      return { kind: 'unclear', column, isAnother, why: 'words' };
    }
    const { folded } = spellingOf(essence(part));
    const hours = shortForms().ofHours.find(
      (known) => folded.startsWith(known.folded) || folded.endsWith(known.folded),
    );
    if (hours !== undefined) return { kind: 'unclear', column: hours.column, isAnother: true, why: 'words' };
  }
  return undefined;
}

const OF_ANOTHER_BEFORE = /^\W*(?:旧|元|前|親|子|グルプ|販売|代理店|仕入先?|担当|営業|old|previous|former|parent)\W*$/u;
const OF_ANOTHER_BEHIND =
  /^\W*の?(?:カナ|かな|フリガナ|ふりがな|ヨミ|よみ|読み|ロマ字|英語|英字|英文|英名|英語名|略称|略|コド|旧|old|備考|備考欄|メモ|補足|説明|kana|furigana|reading|code|notes?|remarks?|comments?|memo)\W*$/u;

/** Whether the known heading is only a part of a longer Latin word: `Windows` has no `window`. */
function isLatinWordCut(heading: string, folded: string, isFirst: boolean): boolean {
  const text = heading
    .normalize('NFKC')
    .replaceAll(/([a-z])([A-Z])/gu, '$1 $2')
    .toLowerCase();
  if (isFirst && /[a-z]$/u.test(folded)) return new RegExp(`^\\W*${spaced(folded)}[a-z]`, 'u').test(text);
  return !isFirst && /^[a-z]/u.test(folded) && new RegExp(`[a-z]${spaced(folded)}\\W*$`, 'u').test(text);
}

function spaced(folded: string): string {
  return Array.from(folded, (character) => character.replaceAll(/[$()*+.?[\\\]^{|}]/gu, String.raw`\$&`)).join(
    String.raw`[\s_\-ー]*`,
  );
}

/** The only column that has a heading with this beginning, for who has shortened it. */
function columnBeginningWith(heading: string): Column | undefined {
  const folded = foldHeading(heading);
  if (folded.length < 2) return undefined;
  const columns = new Set(
    LONGEST_NAMES_FIRST.filter((known) => known.folded.startsWith(folded)).map((known) => known.column),
  );
  return columns.size === 1 ? [...columns][0] : undefined;
}

/** As `foldHeading` has it, but with the marks that tell a note from a heading. */
function spellingOf(heading: string): Spelling {
  const text = heading
    .normalize('NFKC')
    .toLowerCase()
    .trim()
    .replaceAll('ログイン', 'login')
    .replaceAll(/\r\n?/gu, '\n')
    .replaceAll(/[^\S\n]+[-‐‑‒–—―−][^\S\n]+/gu, '\n')
    .replaceAll(INVISIBLE_IN_HEADINGS, '')
    .replaceAll(/[^\S\n]|_/gu, '')
    .replaceAll(LONG_VOWELS_AND_HYPHENS, '');
  const places: number[] = [];
  let folded = '';
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (!MARKS_OF_HEADINGS.test(character)) {
      places.push(at);
      folded += character;
    }
  }
  return { folded, text, places };
}

/** A heading in the words that short forms are compared in: every kind of メール is one, 番号 and number too. */
function essence(heading: string): string {
  return heading
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(INVISIBLE_IN_HEADINGS, '')
    .replaceAll(/ログオン|サインイン|sign-?in|log-?on/gu, 'login')
    .replaceAll(/(?:電子|e-?)?(?:メ[ー-]?ルアドレス|メ[ー-]?ルアド|メアド|メ[ー-]?ル)/gu, ' mail ')
    .replaceAll(/(?<![a-z])e?-?mails?(?:[\s_-]*address(?:es)?)?(?![a-z])/gu, ' mail ')
    .replaceAll(/番号|ナンバ[ー-]?|(?<![a-z])(?:number|no\.?)(?![a-z])/gu, ' no ')
    .replaceAll(/アイディ[ー-]?/gu, 'id')
    .replaceAll('license', 'licence')
    .replaceAll(/organi[sz]ation/gu, 'organisation')
    .replaceAll(/cent(?:er|re)/gu, 'centre')
    .replaceAll(/(?<=[^\s(])\s*の\s*(?=[^\s)])/gu, '')
    .replaceAll(/['’]s(?![a-z])|\.(?=\s|$)/gu, '');
}

function longestFirst(headings: ReadonlyMap<string, Column>): Known[] {
  return [...headings]
    .map(([folded, column]) => ({ folded, column }))
    .sort((a, b) => b.folded.length - a.folded.length);
}
