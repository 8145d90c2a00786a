import iconv from 'iconv-lite';
import { COLUMNS, type ColumnName } from '../../lambdas/domain/intake/columns.ts';
import { BYTE_ORDER_MARK } from '../../lambdas/domain/intake/csv-writer.ts';
import { workbookTemplate } from './workbook-template.ts';
import { type Cells, MISTAKES, ODDITIES } from './mistakes.ts';

type Row = Record<ColumnName, string>;

const NAMES = COLUMNS.map(({ name }) => name);
const HEADINGS = COLUMNS.map(({ japanese: [heading] }) => heading);

/** Every file under `samples/` that is made, with its bytes: `npm run docs` writes them, a test compares them. */
export function samples(): Map<string, Uint8Array> {
  const utf8 = (text: string): Uint8Array => Buffer.from(BYTE_ORDER_MARK + text);
  const companies = table(HEADINGS, GOOD);
  return new Map([
    ['template.csv', utf8(table(NAMES, []))],
    ['template.ja.csv', utf8(table(HEADINGS, []))],
    ['template.xlsx', workbookTemplate('en')],
    ['template.ja.xlsx', workbookTemplate('ja')],
    ['good.utf-8.csv', Buffer.from(table(NAMES, GOOD))],
    ['good.utf-8-bom.ja.csv', utf8(companies)],
    ['good.cp932.ja.csv', iconv.encode(companies, 'cp932')],
    ['good.utf-16le.ja.csv', iconv.encode(table(HEADINGS, GOOD, '\t'), 'utf-16le', { addBOM: true })],
    ['good.utf-16be.ja.csv', iconv.encode(table(HEADINGS, GOOD, '\t'), 'utf-16be', { addBOM: true })],
    ['good.semicolon.csv', utf8(`sep=;\r\n${table(NAMES, GOOD, ';')}`)],
    ['every-mistake.csv', utf8(everyMistake())],
  ]);
}

/** A row that is accepted without a notice; no two share a key, an address or a console. */
function aGoodRow(id: string, cells: Cells = {}): Row {
  const row = Object.fromEntries(NAMES.map((name) => [name, ''])) as Row;
  return {
    ...row,
    tenant_id: id,
    company_name: 'サンプル商事株式会社',
    clp_login_id: `login-${id}`,
    primary_email: `vision-one@${id}.example.jp`,
    apex_central_url: `https://${id}.manage.trendmicro.com`,
    notify_emails: `it@${id}.example.jp`,
    approver_email: `boss@${id}.example.jp`,
    ...cells,
  };
}

// Characters on which decoders of CP932 differ are among them.
const GOOD: readonly Row[] = [
  aGoodRow('t-001', { company_name: '髙橋①商事㈱', contact_name: '見本　太郎', language: '日本語', region: '日本' }),
  aGoodRow('t-002', {
    company_name: 'ｶｸｳｾｲｻｸｼｮ（架空製作所）～本社－',
    user_accounts: 'bbb=bbb@t-002.example.jp;ccc=ccc@t-002.example.jp',
    not_before: '2099/12/05 22:00+09:00',
    window: '22:00-05:00 Asia/Tokyo',
    hands: '手動',
  }),
  aGoodRow('t-003', {
    company_name: 'Example Trading Co., Ltd.',
    contact_name: 'Alex "Al" Example',
    approver_email: '',
    consent_reference: 'DOC-2026-0103',
    consent_by: 'Alex Example',
    consent_on: '2026-11-02',
    language: 'en',
  }),
];

/** Every mistake a row can have, many in each, and as many good rows: more than half rejected would refuse the file. */
function everyMistake(): string {
  const packed = MISTAKES.reduce<Cells[]>((rows, [, cells]) => {
    const free = rows.find((row) => Object.keys(cells).every((name) => !touches(row, name)));
    if (free) Object.assign(free, cells);
    else rows.push({ ...cells });
    return rows;
  }, []);
  const bad = packed.map((cells, n) => aGoodRow(`bad-${number(n + 1)}`, cells));
  const odd = ODDITIES.map(([, cells], n) => aGoodRow(`odd-${number(n + 11)}`, cells));
  const good = [...bad, 1, 2, 3].map((_, n) => aGoodRow(`good-${number(n + 1)}`));
  const lines = table(NAMES, [...good, aGoodRow('100'), ...odd, ...bad]);
  const whole = Object.values(aGoodRow('too-long'));
  return `${lines}too-short,会社\r\n${[...whole, 'stray'].join(',')}\r\ncut-off,会社,,login,vision-one@cut-off.exam`;
}

/** Consent is one subject, whichever of its columns is wrong. */
function touches(row: Cells, name: string): boolean {
  const isConsent = (column: string): boolean => /^(?:consent|approver)/u.test(column);
  return Object.keys(row).some((column) => column === name || (isConsent(column) && isConsent(name)));
}

function number(n: number): string {
  return String(n).padStart(2, '0');
}

/** As Excel saves it: quotation marks where they are needed only, no formula guarded. */
function table(header: readonly string[], rows: readonly Row[], delimiter = ','): string {
  const quote = (cell: string): string =>
    /["\r\n]/u.test(cell) || cell.includes(delimiter) ? `"${cell.replaceAll('"', '""')}"` : cell;
  return [header, ...rows.map((row) => NAMES.map((name) => row[name]))]
    .map((cells) => `${cells.map(quote).join(delimiter)}\r\n`)
    .join('');
}
