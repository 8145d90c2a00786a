import { HANDS_SPELLINGS, REGION_SPELLINGS, foldSpelling } from './choices.ts';
import type { LocalizedText } from '../language.ts';
import type { ColumnName } from './columns.ts';

/** What cells may look like, the likeliest first, and the columns that have such cells. */
export const LOOKS = {
  hosts: {
    en: 'addresses of Apex Central',
    ja: 'Apex CentralのURL',
    headings: { en: '"apex_central_url"', ja: '「Apex CentralログインURL」' },
    columns: ['apex_central_url'],
  },
  accounts: {
    en: 'accounts with their mail addresses',
    ja: 'アカウントとメールアドレスの組',
    headings: { en: '"user_accounts"', ja: '「Apex Centralユーザアカウント」' },
    columns: ['user_accounts'],
  },
  addresses: {
    en: 'mail addresses',
    ja: 'メールアドレス',
    headings: {
      en: '"primary_email", "notify_emails" or "approver_email"',
      ja: '「プライマリユーザアカウントのメールアドレス」「通知先メールアドレス」「承認者メールアドレス」のいずれか',
    },
    columns: ['primary_email', 'notify_emails', 'approver_email'],
  },
  windows: {
    en: 'hours of work',
    ja: '時間帯',
    headings: { en: '"window"', ja: '「作業時間帯」' },
    columns: ['window'],
  },
  dates: {
    en: 'dates',
    ja: '日付または日時',
    headings: { en: '"not_before" or "consent_on"', ja: '「作業開始可能日時」または「同意日」' },
    columns: ['not_before', 'consent_on'],
  },
  regions: {
    en: 'regions',
    ja: '地域',
    headings: { en: '"region"', ja: '「地域」' },
    columns: ['region'],
  },
  hands: {
    en: 'ways of working',
    ja: '作業方法',
    headings: { en: '"hands"', ja: '「作業方法」' },
    columns: ['hands'],
  },
} as const satisfies Record<string, LocalizedText & { headings: LocalizedText; columns: readonly ColumnName[] }>;

export type Look = keyof typeof LOOKS;

/** Cells of one column that are looked at: more say nothing new. */
const MOST_CELLS = 1000;
/** Longer ones are texts. */
const MAX_CELL_CHARACTERS = 500;

const ADDRESS = String.raw`[^\s@;,、，；=<>]+@[^\s@;,、，；=<>]+\.[^\s@;,、，；=<>]+`;
const PATTERNS: readonly (readonly [Look, RegExp])[] = [
  ['hosts', /\.manage\.trendmicro\.com/iu],
  ['accounts', new RegExp(String.raw`^[^=@\s]+\s*=\s*${ADDRESS}`, 'u')],
  ['addresses', new RegExp(String.raw`^(?:.*<)?${ADDRESS}(?:>?(?:\s*[;,、，；\s]\s*.*)?)$`, 'u')],
  [
    'windows',
    /^\D{0,4}\d{1,2}(?::\d{2}|時(?:半|\d{1,2}分)?)(?::\d{2})?\s*(?:[-~〜～‐‑–—−ー→]|から|より)\s*(?:翌日?|翌朝)?\D{0,4}\d{1,2}(?::\d{2}|時)/u,
  ],
  [
    'dates',
    /^(?:20\d{2}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}|(?:令和|R)\s*(?:元|\d{1,2})\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2})/u,
  ],
];

/** Watches the columns that are not read: nobody would miss a window until it was too late. */
export class ColumnLooks {
  readonly #columns: { index: number; seen: number; found: Map<Look, number> }[];

  constructor(indexes: readonly number[]) {
    this.#columns = indexes.map((index) => ({ index, seen: 0, found: new Map() }));
  }

  see(cells: readonly string[]): void {
    for (const column of this.#columns) {
      const cell = (cells[column.index] ?? '').trim();
      if (cell === '' || column.seen >= MOST_CELLS) continue;
      column.seen++;
      const look = lookOfCell(cell);
      if (look !== undefined) column.found.set(look, (column.found.get(look) ?? 0) + 1);
    }
  }

  /** By place: what half of the filled cells or more look like. */
  looks(): Map<number, Look> {
    return new Map(
      this.#columns.flatMap(({ index, seen, found }) => {
        const [look] = [...found].find(([, times]) => times * 2 >= seen) ?? [];
        return look === undefined ? [] : [[index, look] as const];
      }),
    );
  }
}

function lookOfCell(cell: string): Look | undefined {
  if (cell.length > MAX_CELL_CHARACTERS) return undefined;
  const text = cell.normalize('NFKC');
  const found = PATTERNS.find(([, pattern]) => pattern.test(text))?.[0];
  if (found !== undefined) return found;
  const spelling = foldSpelling(text);
  // One of the vendor's two-letter codes (in, ca) is as well anything else.
  if (
    REGION_SPELLINGS.has(spelling) &&
    (spelling.length > 2 || /^(?:us|eu|uk|jp|日本|米国|欧州|英国)$/u.test(spelling))
  )
    return 'regions';
  return HANDS_SPELLINGS.has(spelling) ? 'hands' : undefined;
}
