import { build } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { IntakeRun } from './intake-run.ts';
import type { Figure, Figures, Section } from './section.ts';
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
function intakeRow(n: number): string[] {
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
async function writeIntakeFile(path: string, rows: number, encoding: 'utf-8' | 'cp932'): Promise<void> {
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

const ROWS = [10_000, 100_000, 1_000_000] as const;
const ENCODINGS = ['utf-8', 'cp932'] as const;
const MOST = 1_000_000;

/**
 * Node gives a process that runs on more and more room for what is young, 2 MB at first and up to 64. Held at 32 (two halves
 * of 16), it does not hide whether the reader's own memory grows with the file.
 */
const YOUNG_GENERATION = ['--min-semi-space-size=16', '--max-semi-space-size=16'];

/** Reading and checking a file of 18 columns, each size in a process of its own. */
export const intake: Section = {
  name: 'intake',
  what: 'rows of 18 columns through reader and validator, and through csv-parse alone in the same process; processor time, as others work on the machine, too; with the young generation held at 32 MB (--min-semi-space-size=16 --max-semi-space-size=16)',
  run: async () => {
    const folder = await mkdtemp(join(tmpdir(), 'intake-'));
    const pathOf = (rows: number, encoding: string): string => join(folder, `${String(rows)}-${encoding}.csv`);
    try {
      const script = await bundledInto(folder);
      const figures: Record<string, Figure> = {};
      for (const encoding of ENCODINGS) {
        const peaks: number[] = [];
        for (const rows of ROWS) {
          await writeIntakeFile(pathOf(rows, encoding), rows, encoding);
          const alone = runApart(script, rows, pathOf(rows, encoding));
          peaks.push(alone.maxRSS);
          Object.assign(figures, sizeFigures(alone, rows, encoding));
        }
        Object.assign(figures, growthFigure(peaks, encoding));
        const both = runApart(script, MOST, pathOf(MOST, encoding), pathOf(MOST, 'utf-8'));
        Object.assign(figures, speedFigures(both, encoding));
      }
      return figures;
    } finally {
      await rm(folder, { recursive: true });
    }
  },
};

function sizeFigures({ check, maxRSS }: IntakeRun, rows: number, encoding: string): Figures {
  const what = `${rows.toLocaleString('en')} rows, ${encoding}`;
  return {
    [`${encoding}.${String(rows)}.seconds`]: {
      says: `${what}: processor time`,
      value: check.cpuSeconds,
      unit: 's',
      ...(rows === 100_000 && { atMost: 5 }),
    },
    [`${encoding}.${String(rows)}.memory`]: {
      says: `${what}: peak memory of the process`,
      value: maxRSS / 1024,
      unit: 'MB',
      atMost: 256,
    },
  };
}

function growthFigure(peaks: readonly number[], encoding: string): Figures {
  return {
    [`${encoding}.memoryGrowth`]: {
      says: `${MOST.toLocaleString('en')} rows, ${encoding}: peak memory, of that of 10,000 rows`,
      value: Math.max(...peaks) / (peaks[0] ?? Number.NaN),
      unit: 'x',
      atMost: 1.15,
    },
  };
}

function speedFigures({ parser, check }: IntakeRun, encoding: string): Figures {
  return {
    [`${encoding}.rowsPerSecond`]: {
      says: `${MOST.toLocaleString('en')} rows, ${encoding}: validated rows a second`,
      value: check.rows / check.cpuSeconds,
      unit: 'rows',
    },
    [`${encoding}.ratio`]: {
      says: `${MOST.toLocaleString('en')} rows, ${encoding}: as fast as csv-parse alone on the same rows in UTF-8`,
      value: (parser?.cpuSeconds ?? Number.NaN) / check.cpuSeconds,
      unit: 'x',
      atLeast: 0.6,
    },
  };
}

/** As Lambda runs it: Node's own reading of TypeScript would take 30 MB of the process. */
async function bundledInto(folder: string): Promise<string> {
  const outfile = join(folder, 'intake-run.mjs');
  await build({
    entryPoints: [fileURLToPath(new URL('intake-run.ts', import.meta.url))],
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile,
    logLevel: 'error',
  });
  return outfile;
}

function runApart(script: string, rows: number, ...files: readonly string[]): IntakeRun {
  const child = spawnSync(process.execPath, [...YOUNG_GENERATION, script, ...files], { encoding: 'utf8' });
  if (child.status !== 0) throw new Error(child.stderr.slice(-4_000));
  const run = JSON.parse(child.stdout) as IntakeRun;
  if (run.check.rows !== rows) throw new Error(`${String(run.check.rows)} of ${String(rows)} rows were accepted`);
  return run;
}
