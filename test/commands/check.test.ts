import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import type { PublicCheck } from '../../bin/commands/shared/public-check.ts';
import { aFolder, csvOf, REPOSITORY } from '../end-to-end/a-run.ts';
import { visionlift, visionliftJson } from './a-command.ts';

const CLEAN = csvOf({ tenant_id: 't-1' }, { tenant_id: 't-2' });
const WITH_BAD_ROWS = csvOf(
  { tenant_id: 't-1' },
  { tenant_id: 't-2', primary_email: 'not an address' },
  { tenant_id: 't-3', company_name: '' },
);
const REFUSED = CLEAN.replace('primary_email', 'password');
const KEYS = ['refused', 'encoding', 'delimiter', 'sheet', 'rows', 'accepted', 'rejected', 'problems'];

async function aFile(content: string | Uint8Array, name = 'pilot.csv'): Promise<string> {
  const path = join(await aFolder(), name);
  await writeFile(path, content);
  return path;
}

describe('check --json', () => {
  it.each([
    ['is clean', CLEAN, 0, { refused: false, rows: 2, accepted: 2, rejected: 0 }],
    ['has bad rows', WITH_BAD_ROWS, 3, { refused: false, rows: 3, accepted: 1, rejected: 2 }],
    ['is refused', REFUSED, 2, { refused: true, rows: 0, accepted: 0, rejected: 0 }],
    ['is empty', '', 2, { refused: true, rows: 0, accepted: 0, rejected: 0 }],
  ])('prints one object and ends with its own code for a file that %s', async (_what, content, code, expected) => {
    const ended = await visionliftJson<PublicCheck>(['check', await aFile(content)]);
    expect(ended.code).toBe(code);
    expect(ended.stderr).toBe('');
    expect(Object.keys(ended.json)).toEqual(KEYS);
    expect(ended.json).toMatchObject(expected);
    for (const problem of ended.json.problems) {
      expect(Object.keys(problem)).toEqual(['row', 'column', 'value', 'code', 'whatToDo']);
    }
  });

  it('gives the row as Excel counts, the column, the value seen and the remedy in the language asked for', async () => {
    const file = await aFile(WITH_BAD_ROWS);
    const english = await visionliftJson<PublicCheck>(['check', file, '--language', 'en']);
    const japanese = await visionliftJson<PublicCheck>(['check', file]);
    const where = { row: 3, column: 'primary_email', value: 'not an address', code: 'email-invalid' };
    expect(english.json.problems[0]).toMatchObject(where);
    expect(japanese.json.problems[0]).toMatchObject(where);
    expect(english.json.problems[0]?.whatToDo).toContain('name@example.com');
    expect(japanese.json.problems[0]?.whatToDo).toContain('入力してください');
  });

  it.each([
    ['utf-8', ',', Buffer.from(CLEAN)],
    ['utf-8', ';', Buffer.from(`\ufeff${CLEAN.replaceAll(',', ';')}`)],
    ['utf-16le', '\t', Buffer.from(`\ufeff${CLEAN.replaceAll(',', '\t')}`, 'utf16le')],
    ['utf-16be', ',', Buffer.from(`\ufeff${CLEAN}`, 'utf16le').swap16()],
    // 株式会社 in CP932.
    ['cp932', ',', Buffer.from(CLEAN.replace('Example Ltd.', '\x8a\x94\x8e\xae\x89\xef\x8e\xd0'), 'latin1')],
  ])('names the encoding %s and the delimiter "%s"', async (encoding, delimiter, bytes) => {
    const { code, json } = await visionliftJson<PublicCheck>(['check', await aFile(bytes)]);
    expect(json).toMatchObject({ refused: false, encoding, delimiter, accepted: 2 });
    expect(code).toBe(0);
  });

  it.each([
    ['is missing', 'nowhere.csv'],
    ['is a folder', '.'],
  ])('refuses a file that %s with 2, and says so in the same shape', async (_what, path) => {
    const { code, json } = await visionliftJson<PublicCheck>(['check', path]);
    expect(code).toBe(2);
    expect(Object.keys(json)).toEqual(KEYS);
    expect(json).toMatchObject({ refused: true, encoding: null, delimiter: null });
    expect(json.problems).toMatchObject([{ value: path, code: 'file-unreadable' }]);
  });

  it('keeps its shape when it could not run, and ends with 1', async () => {
    const { code, json, stderr } = await visionliftJson<PublicCheck>(['check', '--langauge', 'en', 'pilot.csv']);
    expect(code).toBe(1);
    expect(Object.keys(json)).toEqual(KEYS);
    expect(json.refused).toBe(false);
    expect(stderr).toContain('--language');
  });

  it('never repeats what stands in a column of passwords', async () => {
    const canary = 'Canary-9xQ!';
    const file = await aFile(REFUSED.replace('vision-one@t-1.example.com', canary));
    for (const flags of [[], ['--json']]) {
      const { stdout, stderr } = await visionlift(['check', file, ...flags]);
      expect(stdout + stderr).not.toContain(canary);
    }
  });
});

describe('check of a workbook', () => {
  const WORKBOOK = `${REPOSITORY}/test/spreadsheet/files/exceljs-1904.xlsx`;

  it('says of its sheet what it would say of the CSV, in the same shape, with rows as the sheet counts', async () => {
    const { code, json } = await visionliftJson<PublicCheck>(['check', WORKBOOK]);
    expect(code).toBe(0);
    expect(Object.keys(json)).toEqual(KEYS);
    expect(json).toMatchObject({ refused: false, encoding: null, delimiter: null, sheet: '移行対象', accepted: 2 });
    expect(json.problems.map(({ row, code: kind }) => [row, kind])).toEqual([
      [null, 'sheets-left-out'],
      [null, 'rows-hidden'],
      [2, 'time-zone-assumed'],
      [4, 'time-zone-assumed'],
    ]);
  });

  it('reads the sheet that is named, and refuses with 2 one that is not there, naming those that are', async () => {
    const other = await visionliftJson<PublicCheck>(['check', WORKBOOK, '--sheet', 'メモ']);
    expect(other).toMatchObject({ code: 2, json: { sheet: 'メモ', problems: [{ code: 'header-missing' }] } });
    const none = await visionlift(['check', WORKBOOK, '--sheet', 'Sheet1', '--language', 'en']);
    expect(none).toMatchObject({ code: 2 });
    expect(none.stdout).toContain('give one of "移行対象", "メモ" with --sheet');
  });

  it('reads nothing of a file of more than 20 MB', async () => {
    const file = await aFile(Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(20 * 1024 * 1024)]), 'big.xlsx');
    const { code, json } = await visionliftJson<PublicCheck>(['check', file]);
    expect({ code, codes: json.problems.map((one) => one.code) }).toEqual({ code: 2, codes: ['workbook-too-large'] });
  });
});

describe('the settings of the deployment', () => {
  it('decide like in the deployment: how many tenants, how many bad rows, which recipients are no surprise', async () => {
    const file = await aFile(csvOf({ tenant_id: 't-1', notify_emails: 'helpdesk@msp.example.jp' }));
    const codes = async (...flags: string[]) => {
      const { json } = await visionliftJson<PublicCheck>(['check', file, ...flags]);
      return json.problems.map((problem) => problem.code);
    };
    expect(await codes()).toEqual(['recipient-outside-tenant']);
    expect(await codes('--recipient-domains', 'msp.example.jp,example.org')).toEqual([]);
    const many = await aFile(
      csvOf(...Array.from({ length: 11 }, (_, n) => ({ tenant_id: n < 8 ? `t-${String(n)}` : '' }))),
    );
    expect((await visionlift(['check', many])).code).toBe(3);
    expect((await visionlift(['check', many, '--max-rejected', '20'])).code).toBe(2);
    expect((await visionlift(['check', many, '--max-tenants', '5'])).code).toBe(2);
  });
});

describe('check for a person', () => {
  it('says what the file is, what is wrong where, what is only worth knowing, and what it comes to', async () => {
    const { stdout, code } = await visionlift(['check', await aFile(WITH_BAD_ROWS)], {
      environment: { LANG: 'en_GB.UTF-8' },
    });
    expect(code).toBe(3);
    expect(stdout).toContain('pilot.csv: encoding utf-8, delimiter comma');
    expect(stdout).toMatch(/^ +3 {2}primary_email +not an address +"not an address" is not a mail address/mu);
    expect(stdout).toContain('1 row is accepted, 2 rejected.');
  });

  it.each([
    ['Japanese where the computer is Japanese', { LANG: 'ja_JP.UTF-8' }, '2 行すべて'],
    ['English in a container, whose locale is of no language', { LANG: 'C.UTF-8' }, 'All 2 rows are accepted.'],
    ['the language of LC_ALL before that of LANG', { LANG: 'ja_JP.UTF-8', LC_ALL: 'en_US.UTF-8' }, 'All 2 rows'],
    ['English where the computer speaks neither', { LANG: 'fr_FR.UTF-8' }, 'All 2 rows'],
  ])('speaks %s', async (_, environment, said) => {
    expect((await visionlift(['check', await aFile(CLEAN)], { environment })).stdout).toContain(said);
  });

  it.each(['ja', 'en'])('fits a terminal of 40 columns, and loses nothing of what it says (%s)', async (language) => {
    const file = await aFile(WITH_BAD_ROWS);
    const words = ['check', file, '--language', language];
    const wide = (await visionlift(words)).stdout;
    const narrow = (await visionlift(words, { environment: { COLUMNS: '40' } })).stdout;
    for (const line of narrow.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(40);
    const text = (shown: string) => shown.replaceAll(/\s/gu, '');
    expect(text(narrow)).toContain('notanaddress');
    for (const { whatToDo } of (await visionliftJson<PublicCheck>(words)).json.problems) {
      expect(text(narrow)).toContain(text(whatToDo));
      expect(wide).toContain(whatToDo);
    }
  });

  it('uses no colour where it is piped, nor where NO_COLOR is set', async () => {
    const file = await aFile(WITH_BAD_ROWS);
    expect((await visionlift(['check', file])).stdout).not.toContain('\u001b');
    const forbidden = await visionlift(['check', file], { environment: { NO_COLOR: '1' } });
    expect(forbidden.stdout).not.toContain('\u001b');
  });

  it('finds a file in the folder where npm was started, which is not where npm runs it', async () => {
    const folder = await aFolder();
    await mkdir(join(folder, 'files'));
    await writeFile(join(folder, 'files', 'pilot.csv'), CLEAN);
    const environment = { npm_lifecycle_event: 'visionlift', INIT_CWD: folder };
    expect((await visionlift(['check', 'files/pilot.csv'], { environment })).code).toBe(0);
  });
});

describe('output that cannot be written', () => {
  it('ends with 1 and a sentence, and not with the lines of a stack', async () => {
    const command = `'${process.execPath}' bin/visionlift.js check samples/tenants.csv > /dev/full`;
    const ended = await new Promise<{ code: unknown; stderr: string }>((resolve) => {
      execFile('sh', ['-c', command], { cwd: REPOSITORY }, (error, _, stderr) => {
        resolve({ code: error?.code, stderr });
      });
    });
    expect(ended).toEqual({
      code: 1,
      stderr: expect.stringMatching(/^the output cannot be written: ENOSPC.*\n$/u) as string,
    });
  });
});

describe('--version', () => {
  it('says which version this is, for a report of a fault; with --json as one object', async () => {
    const { name, version } = JSON.parse(await readFile('package.json', 'utf8')) as Record<string, string>;
    expect(await visionlift(['--version'])).toMatchObject({ code: 0, stdout: `${name} ${version}\n`, stderr: '' });
    expect((await visionliftJson(['--version'])).json).toEqual({ name, version });
  });
});

describe('words that no command has', () => {
  it.each([
    [['chekc', 'pilot.csv'], 'check'],
    [['check', 'pilot.csv', '--jsno'], '--json'],
  ])('end with 1 and the nearest one: %j', async (words, meant) => {
    const { code, stderr, stdout } = await visionlift(words);
    expect(code).toBe(1);
    expect(stderr).toContain(`Did you mean ${meant}?`);
    expect(stdout).toBe('');
  });

  it('are told of an id that is empty, which nobody sees in a message that there is none', async () => {
    const { code, json } = await visionliftJson<{ error: { message: string } }>(['status', ' ']);
    expect(code).toBe(1);
    expect(json.error.message).toMatch(/argument 'id'\. it is empty/u);
  });
});
