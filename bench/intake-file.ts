import iconv from 'iconv-lite';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { COLUMNS } from '../lambdas/domain/intake/columns.ts';

const NAMES = [
  '株式会社サンプル商事',
  '架空製作所㈱',
  '例題物流（有）',
  'Example Trading Co., Ltd.',
  '髙橋見本工業',
  '見本薬局',
];
const PEOPLE = ['見本 太郎', '架空　花子', 'Alex Example', '例題 次郎'];

/** One row as an operator's list has it: no two of a file share a key or an address, one in six has a quoted cell. */
export function intakeRow(n: number): string[] {
  const domain = `c${String(n)}.example.jp`;
  const person = PEOPLE[n % PEOPLE.length] ?? '';
  const isInWriting = n % 3 !== 0;
  return [
    `t-${String(n).padStart(7, '0')}`,
    NAMES[n % NAMES.length] ?? '',
    person,
    `login-${String(n)}`,
    `vision-one@${domain}`,
    `https://x${String(n)}.manage.trendmicro.com`,
    n % 5 === 0 ? 'TSSL' : '',
    n % 4 === 0 ? `bbb=bbb@${domain};ccc=ccc@${domain}` : '',
    n % 2 === 0 ? `it@${domain}` : `it@${domain};helpdesk@${domain}`,
    isInWriting ? '' : `boss@${domain}`,
    isInWriting ? `DOC-2026-${String(n)}` : '',
    isInWriting ? person : '',
    isInWriting ? `2026/11/${String((n % 20) + 1)}` : '',
    n % 7 === 0 ? '2026-12-05T22:00+09:00' : '',
    n % 7 === 0 ? '22:00-05:00 Asia/Tokyo' : '',
    n % 2 === 0 ? 'ja' : '',
    n % 9 === 0 ? '自動' : '',
    n % 2 === 0 ? '日本' : '',
  ];
}

/** Writes a good intake file of that many rows, as Excel on Japanese Windows would. */
export async function writeIntakeFile(path: string, rows: number, encoding: 'utf-8' | 'cp932'): Promise<void> {
  const file = createWriteStream(path);
  let text = lineOf(COLUMNS.map(({ japanese: [heading] }) => heading));
  for (let n = 1; n <= rows; n++) {
    text += lineOf(intakeRow(n));
    if (text.length > 2 ** 18 || n === rows) {
      if (!file.write(iconv.encode(text, encoding))) await once(file, 'drain');
      text = '';
    }
  }
  file.end();
  await once(file, 'finish');
}

function lineOf(cells: readonly string[]): string {
  return `${cells.map((cell) => (/[",]/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\r\n`;
}
