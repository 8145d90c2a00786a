import { describe, expect, it } from 'vitest';
import type { ColumnName } from '../../lambdas/domain/intake/columns.ts';
import { describeProblem, type ProblemCode } from '../../lambdas/domain/intake/problems.ts';
import { showNumber } from '../../spreadsheet/number-format.ts';
import { readSpreadsheet } from '../../spreadsheet/read-spreadsheet.ts';
import { aRow, checked, type Checked } from '../domain/intake/an-intake.ts';
import { aWorkbook, sheetRows, type WorkbookParts, type Written } from './a-workbook.ts';

const NOW = { now: new Date('2026-11-25T00:00:00Z') };
const HEADINGS = Object.keys(aRow());

/** A row of a sheet that is accepted; a cell may be XML. */
function aSheetRow(cells: Partial<Record<ColumnName, Written>> = {}): Written[] {
  return Object.values({ ...aRow(), ...cells });
}

/** A sheet with the headings and these rows. */
function aTable(...rows: Written[][]): Written[][] {
  return [HEADINGS, ...rows];
}

async function read(bytes: Buffer, sheet?: string): Promise<Checked & { notices: ProblemCode[]; sheet: string }> {
  const reading = readSpreadsheet(bytes, sheet);
  if (reading.kind === 'refused') throw new Error(reading.problems.map((one) => describeProblem(one, 'en')).join('\n'));
  const found = await checked(reading.csv, NOW);
  return { ...found, notices: reading.notices.map(({ code }) => code), sheet: reading.sheet };
}

function whyRefused(bytes: Buffer, sheet?: string): string[] {
  const reading = readSpreadsheet(bytes, sheet);
  return reading.kind === 'refused' ? reading.problems.map((one) => describeProblem(one, 'en')) : [];
}

async function firstTenant(parts: Omit<WorkbookParts, 'sheets'>, cells: Parameters<typeof aSheetRow>[0]) {
  const result = await read(aWorkbook({ ...parts, sheets: { 台帳: aTable(aSheetRow(cells)) } }));
  expect(result.faults).toEqual([]);
  return result.tenants[0];
}

describe('a text', () => {
  it('comes without the reading that stands beside it, from a shared text and from one of the cell', async () => {
    const reading = '<rPh sb="0" eb="2"><t>ミホン</t></rPh><phoneticPr fontId="1"/>';
    const sharedStrings = [
      `<si><t>見本商事</t>${reading}</si>`,
      `<si><r><t>見本</t></r><r><t>製作所</t></r>${reading}</si>`,
    ];
    const rows = [
      aSheetRow({ company_name: { xml: '<c t="s"><v>0</v></c>' } }),
      aSheetRow({ company_name: { xml: '<c t="s"><v>1</v></c>' } }),
      aSheetRow({ company_name: { xml: `<c t="inlineStr"><is><t>見本工業</t>${reading}</is></c>` } }),
    ];
    const { tenants } = await read(aWorkbook({ sharedStrings, sheets: { 台帳: aTable(...rows) } }));
    expect(tenants.map(({ companyName }) => companyName)).toEqual(['見本商事', '見本製作所', '見本工業']);
  });

  it.each([
    ['_x0041_BC', 'ABC'],
    ['_x005F_x0041_BC', '_x0041_BC'],
    ['A_x000A_B', 'A B'],
    ['A&amp;B&#x3042;<![CDATA[<]]>', undefined],
  ])('%s is unescaped as the format says', async (written, shown) => {
    const sharedStrings = [`<si><t>${written}</t></si>`];
    const company_name = { xml: '<c t="s"><v>0</v></c>' };
    const { tenants, codes } = await read(
      aWorkbook({ sharedStrings, sheets: { 台帳: aTable(aSheetRow({ company_name })) } }),
    );
    expect(tenants[0]?.companyName).toBe(shown);
    if (shown === undefined) expect(codes).toEqual(['name-has-markup']);
  });

  it('is the one that its cell names, though empty ones stand before it in the list', async () => {
    const sharedStrings = [
      '<si/>',
      '<si></si>',
      '<si><t/></si>',
      '<si><t>見本商事</t></si>',
      '<si><t>見本工業</t></si>',
    ];
    const company_name = { xml: '<c t="s"><v>3</v></c>' };
    expect(await firstTenant({ sharedStrings }, { company_name })).toMatchObject({ companyName: '見本商事' });
  });

  it('of a formula is its stored result', async () => {
    const company_name = { xml: '<c t="str"><f>A1&amp;B1</f><v>見本_x0041_</v></c>' };
    expect(await firstTenant({}, { company_name })).toMatchObject({ companyName: '見本A' });
  });

  it('that would be a formula in a CSV, or has an apostrophe, a delimiter, quotation marks, arrives as it was', async () => {
    const company_name = `'=A, "B"`;
    expect(await firstTenant({}, { company_name })).toMatchObject({ companyName: company_name });
  });

  it('is read where the elements have a prefix, as .NET programs write them', async () => {
    const xml = `<x:sheetData>${sheetRows(aTable(aSheetRow({ company_name: '見本商事' }))).replaceAll(/<(\/?)(?=[a-z])/gu, '<$1x:')}</x:sheetData>`;
    const { tenants } = await read(aWorkbook({ sheets: { 台帳: { xml } } }));
    expect(tenants[0]?.companyName).toBe('見本商事');
  });
});

describe('a date', () => {
  it.each([
    ['built in', 14, undefined],
    ['Japanese, built in: era', 27, undefined],
    ['Japanese, built in: 年月日', 31, undefined],
    ['Japanese, built in', 36, undefined],
    ['Japanese, built in', 50, undefined],
    ['Japanese, built in', 58, undefined],
    ['of a locale', 176, '[$-411]ggge"年"m"月"d"日";@'],
    ['long', 177, '[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy'],
    ['with a weekday', 178, 'yyyy/m/d(aaa)'],
    ['of a number that the workbook defines anew', 31, 'yyyy-mm-dd'],
  ])('%s (format %i) is the day its number means, in both date systems', async (_, format, code) => {
    const codes = code === undefined ? {} : { [format]: code };
    const cells = (serial: number) => ({ not_before: { xml: `<c s="1"><v>${serial}</v></c>` } });
    const shared = { formats: [0, format], codes };
    const utc = '2026-12-04T15:00:00.000Z';
    expect(await firstTenant(shared, cells(46361))).toMatchObject({ notBefore: utc });
    for (const date1904 of ['1', 'true']) {
      const workbookPr = `date1904="${date1904}"`;
      expect(await firstTenant({ ...shared, workbookPr }, cells(46361 - 1462))).toMatchObject({ notBefore: utc });
    }
  });

  it.each([
    [22, undefined, 46361.9166666667],
    [176, 'yyyy/m/d h:mm', 46361.916666666664],
    [177, 'yyyy"年"m"月"d"日" AM/PM h:mm', 46361.91666],
    [20, undefined, 46361.9166666667],
  ])('with a time (format %i) keeps it', async (format, code, serial) => {
    const codes = code === undefined ? {} : { [format]: code };
    const not_before = { xml: `<c s="1"><v>${serial}</v></c>` };
    const tenant = await firstTenant({ formats: [0, format], codes }, { not_before });
    expect(tenant?.notBefore?.slice(0, 16)).toBe(serial === 46361.91666 ? '2026-12-05T12:59' : '2026-12-05T13:00');
  });

  it('with a time is whole minutes at every five of a day, none of which a binary fraction holds exactly', () => {
    const minutes = Array.from({ length: 288 }, (_, i) => i * 5);
    const shown = minutes.map((minute) => showNumber(String(46_361 + minute / 1440), 'date-time', false).text);
    const two = (number: number): string => String(Math.floor(number)).padStart(2, '0');
    expect(shown).toEqual(minutes.map((minute) => `2026-12-05 ${two(minute / 60)}:${two(minute % 60)}`));
  });

  it.each(['2026-12-05T22:00', '2026-12-05T22:00:00'])('written in ISO 8601, as %s, is that date', async (written) => {
    const not_before = { xml: `<c t="d" s="1"><v>${written}</v></c>` };
    const tenant = await firstTenant({ formats: [0, 22] }, { not_before });
    expect(tenant).toMatchObject({ notBefore: '2026-12-05T13:00:00.000Z' });
  });

  it('that a spreadsheet made of a key refuses the file, with each place', () => {
    const rows = [1, 2].map(() => aSheetRow({ tenant_id: { xml: '<c s="1"><v>46024</v></c>' } }));
    const why = whyRefused(aWorkbook({ formats: [0, 56], sheets: { 台帳: aTable(...rows) } }));
    expect(why).toEqual([
      expect.stringMatching(/^row 2, column tenant_id: .*\(2026-01-02\); format the column as text/u),
      expect.stringMatching(/^row 3, /u),
    ]);
  });
});

describe('a number', () => {
  it.each([
    ['12', undefined, '12'],
    ['0.1', 'General', '0.1'],
    ['12', '00000', '00012'],
    ['1234567', '000-0000', '123-4567'],
    ['12', '0.00E+00', '12'],
    ['12', '[Red]#,##0"日"', '12'],
    ['12', 'G/標準', '12'],
  ])('%s in the format %s is %s', async (value, code, shown) => {
    const codes: Record<number, string> = code === undefined ? {} : { 176: code };
    const formats = [0, code === undefined ? 0 : 176];
    const company_name = { xml: `<c s="1"><v>${value}</v></c>` };
    expect(await firstTenant({ codes, formats }, { company_name })).toMatchObject({ companyName: shown });
  });

  it('as a key is said, with how many there are', async () => {
    const rows = [1, 2, 3].map((n) => aSheetRow({ tenant_id: { xml: `<c><v>${n}</v></c>` } }));
    const bytes = aWorkbook({ sheets: { 台帳: aTable(...rows) } });
    expect((await read(bytes)).notices).toEqual(['key-is-number']);
  });

  it('of sixteen digits is rejected: a spreadsheet has lost the last', async () => {
    const rows = [aSheetRow({ tenant_id: { xml: '<c><v>1234567890123450</v></c>' } })];
    expect((await read(aWorkbook({ sheets: { 台帳: aTable(...rows) } }))).codes).toContain('number-mangled');
  });
});

describe('what a cell has in place of a value', () => {
  it.each([
    ['an error', '<c t="e"><f>A1</f><v>#REF!</v></c>', 'spreadsheet-error'],
    ['a boolean', '<c t="b"><v>1</v></c>', 'placeholder'],
  ])('%s rejects its row', async (_, xml, code) => {
    const { codes } = await read(aWorkbook({ sheets: { 台帳: aTable(aSheetRow({ company_name: { xml } })) } }));
    expect(codes).toEqual([code]);
  });

  it('a formula without a stored result refuses the file, with every place', () => {
    const rows = [
      aSheetRow({ company_name: { xml: '<c><f>A1</f></c>' }, tenant_id: { xml: '<c><f>A1</f><v></v></c>' } }),
    ];
    expect(whyRefused(aWorkbook({ sheets: { 台帳: aTable(...rows) } }))).toEqual([
      expect.stringContaining('(A2, B2); open the workbook in Excel and save it'),
    ]);
  });
});

describe('the rows', () => {
  it('have the numbers of the sheet in the CSV as well, blank ones counted', async () => {
    const bad = aSheetRow({ primary_email: 'nobody' });
    const xml = `<sheetData>${sheetRows([HEADINGS], 3)}${sheetRows([bad, aSheetRow()], 7)}</sheetData>`;
    const { faults, results, refused } = await read(aWorkbook({ sheets: { 台帳: { xml } } }));
    expect(refused).toBe(false);
    expect(faults.map(({ row, code }) => [row, code])).toEqual([[7, 'email-invalid']]);
    expect(results.map(({ row }) => row)).toEqual([7, 8]);
  });

  it('begin below the headings, where a title stands above them, which is said', async () => {
    const rows = [['移行対象テナント一覧'], ['会社名', '見本商事'], ...aTable(aSheetRow())];
    const bytes = aWorkbook({ sheets: { 台帳: rows } });
    expect(await read(bytes)).toMatchObject({ refused: false, accepted: 1, notices: ['rows-above-headings'] });
    expect((await read(bytes)).results[0]?.row).toBe(4);
  });

  it.each([
    ['', 'rows-hidden'],
    ['<autoFilter ref="A1:R4"><filterColumn colId="0"><filters/></filterColumn></autoFilter>', 'rows-filtered'],
  ])('that are hidden are read, and how many and which is said %s', (filter, code) => {
    const rows = aTable(aSheetRow());
    const hidden = sheetRows([aSheetRow(), aSheetRow()], 3, 'hidden="1"');
    const xml = `<sheetData>${sheetRows(rows)}${hidden}</sheetData>${filter}`;
    const reading = readSpreadsheet(aWorkbook({ sheets: { 台帳: { xml } } }));
    expect(reading).toMatchObject({ kind: 'table', notices: [{ code, value: '2' }] });
    expect(reading.kind === 'table' && reading.notices[0]?.message.en).toContain('(2: 3-4)');
  });

  it('have columns that are hidden, too', () => {
    const xml = `<cols><col min="2" max="3" hidden="true"/></cols><sheetData>${sheetRows(aTable(aSheetRow()))}</sheetData>`;
    const reading = readSpreadsheet(aWorkbook({ sheets: { 台帳: { xml } } }));
    expect(reading).toMatchObject({ notices: [{ code: 'columns-hidden', value: 'B, C' }] });
  });

  it.each([
    ['of the headings', 'A1:B1'],
    ['of one column', 'B2:B3'],
  ])('with merged cells %s refuse the file: the covered ones are empty', (_, range) => {
    const rows = aTable(aSheetRow(), aSheetRow({ company_name: '' }));
    const xml = `<sheetData>${sheetRows(rows)}</sheetData><mergeCells><mergeCell ref="${range}"/></mergeCells>`;
    expect(whyRefused(aWorkbook({ sheets: { 台帳: { xml } } }))).toEqual([
      expect.stringContaining(`the cells ${range} are merged`),
    ]);
  });

  it('of a second table below refuse the file, with the row in which it begins', () => {
    const rows = [...aTable(aSheetRow()), [], ['第2弾'], ...aTable(aSheetRow())];
    expect(whyRefused(aWorkbook({ sheets: { 台帳: rows } }))).toEqual([
      expect.stringMatching(/^row 5: this row has the headings of row 1 again/u),
    ]);
  });

  it('with the reserved id of the example are skipped, which is said, by that alone', async () => {
    const rows = aTable(aSheetRow({ tenant_id: 'Example-Row' }), aSheetRow());
    const { accepted, codes } = await read(aWorkbook({ sheets: { 台帳: rows } }));
    expect({ accepted, codes }).toEqual({ accepted: 1, codes: ['example-row-skipped'] });
  });
});

describe('the sheets', () => {
  const sheets = {
    グラフ: { xml: '' },
    控え: aTable(aSheetRow({ company_name: '控え' })),
    台帳: aTable(aSheetRow({ company_name: '台帳' })),
    第2弾: aTable(aSheetRow({ company_name: '第2弾' })),
  };
  const bytes = aWorkbook({
    sheets,
    sheetAttributes: { 控え: 'state="hidden"' },
    more: {
      'xl/_rels/workbook.xml.rels': `<Relationships>${['chartsheet', 'worksheet', 'worksheet', 'worksheet']
        .map((type, n) => `<Relationship Id="rId${n + 1}" Type="x/${type}" Target="worksheets/sheet${n + 1}.xml"/>`)
        .join('')}</Relationships>`,
    },
  });

  it('are read from the first that is visible and has cells; that others have some is said', async () => {
    expect(await read(bytes)).toMatchObject({ sheet: '台帳', notices: ['sheets-left-out'] });
  });

  it('are read by name, hidden or not, whatever width its letters have', async () => {
    expect(await read(bytes, '控え')).toMatchObject({ sheet: '控え', notices: [] });
    expect((await read(bytes, '第２弾')).tenants[0]?.companyName).toBe('第2弾');
  });

  it('are named where the one that was asked for is none of them', () => {
    expect(whyRefused(bytes, 'Sheet1')).toEqual([
      'the workbook has no sheet "Sheet1"; give one of "控え", "台帳", "第2弾" with --sheet',
    ]);
  });
});

describe('a workbook that is refused', () => {
  const plain = aWorkbook({ sheets: { 台帳: aTable(aSheetRow()) } });

  it.each([
    ['has macros', aWorkbook({ sheets: { 台帳: aTable() }, more: { 'xl/vbaProject.bin': 'x' } }), 'has macros'],
    ['is binary', aWorkbook({ sheets: { 台帳: aTable() }, more: { 'xl/workbook.bin': 'x' } }), '(.xlsb)'],
    ['is Excel 97-2003', Buffer.from('d0cf11e0a1b11ae1', 'hex'), '(.xls)'],
    [
      'has a password',
      Buffer.concat([Buffer.from('d0cf11e0', 'hex'), Buffer.from('EncryptedPackage', 'utf16le')]),
      'password',
    ],
    ['is cut off', plain.subarray(0, -40), 'damaged'],
    ['is no workbook', aWorkbook({ sheets: {}, more: { 'xl/workbook.xml': '<document/>' } }), 'ZIP'],
    [
      'has a part that is cut off',
      aWorkbook({ sheets: { 台帳: { xml: '<sheetData><row><c>' } } }).subarray(),
      'damaged',
    ],
  ])('because it %s gets one sentence with the remedy', (_, bytes, words) => {
    expect(whyRefused(bytes)).toEqual([expect.stringContaining(words)]);
    expect(whyRefused(bytes)[0]).toMatch(/; \w/u);
  });

  it('because a bit has changed is never read for something else', () => {
    const damaged = Buffer.from(plain);
    const at = plain.indexOf('sheet1.xml') + 200;
    damaged[at] = (damaged[at] ?? 0) ^ 1;
    expect(whyRefused(damaged)).toEqual([expect.stringContaining('damaged')]);
  });

  it('because a part unpacks to more than the archive says is not unpacked further', () => {
    const bytes = aWorkbook({ sheets: { 台帳: { xml: ' '.repeat(50_000_000) } } });
    const entry = bytes.lastIndexOf('xl/worksheets/sheet1.xml') - 46;
    bytes.writeUInt32LE(1000, entry + 24);
    const before = process.memoryUsage().arrayBuffers;
    expect(whyRefused(bytes)).toEqual([expect.stringContaining('unpacks to more')]);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(10_000_000);
    bytes.writeUInt32LE(4_000_000_000, entry + 24);
    expect(whyRefused(bytes)).toEqual([expect.stringContaining('unpacks to more')]);
  });
});
