import { describe, expect, it } from 'vitest';

import { checkIntake } from '../../../lambdas/domain/intake/check-intake.ts';
import { aFile, aRow, checked, cp932, utf16 } from './an-intake.ts';

const JAPANESE = aFile(aRow({ company_name: '髙橋①㈱ ～－' }), aRow({ company_name: '株式会社 例示' }));
const NAMES = ['髙橋①㈱ ～－', '株式会社 例示'];
const MARK = '\ufeff';

describe('encodings', () => {
  const tabbed = JAPANESE.replaceAll('Co., Ltd.', '').replaceAll(',', '\t');
  it.each<[string, Uint8Array, string]>([
    ['UTF-8', Buffer.from(JAPANESE), 'utf-8'],
    ['UTF-8 with a byte order mark, as Excel writes "CSV UTF-8"', Buffer.from(MARK + JAPANESE), 'utf-8'],
    ['CP932, as Excel on Japanese Windows writes "CSV"', cp932(JAPANESE), 'cp932'],
    ['UTF-16 with a mark and tabs, as Excel writes "Unicode text"', utf16(MARK + tabbed), 'utf-16le'],
    ['UTF-16LE without a mark', utf16(JAPANESE), 'utf-16le'],
    ['UTF-16BE with a mark', utf16(MARK + JAPANESE, true), 'utf-16be'],
    ['UTF-16BE without a mark', utf16(JAPANESE, true), 'utf-16be'],
  ])('reads %s, whole and byte by byte', async (_, bytes, encoding) => {
    for (const chunkSize of [bytes.length, 1, 7]) {
      const result = await checked(bytes, { chunkSize });
      expect(result.tenants.map(({ companyName }) => companyName)).toEqual(NAMES);
      expect(result).toMatchObject({ refused: false, encoding, rows: 2, accepted: 2, rejected: 0 });
    }
  });

  it('calls a file that is all ASCII UTF-8', async () => {
    expect(await checked(aFile(aRow()))).toMatchObject({ encoding: 'utf-8', accepted: 1 });
  });

  it('recognises CP932 when the first Japanese name comes long after English headings and names', async () => {
    const rows = Array.from({ length: 1500 }, () => aRow());
    const result = await checked(cp932(aFile(...rows, aRow({ company_name: '株式会社例示' }))));
    expect(result).toMatchObject({ encoding: 'cp932', accepted: 1501, faults: [] });
    expect(result.tenants.at(-1)?.companyName).toBe('株式会社例示');
  });

  it('is not misled by a sample that ends inside a character', async () => {
    for (const shift of [0, 1, 2]) {
      const padding = aRow({ company_name: `例${'x'.repeat(shift)}` });
      const rows = Array.from({ length: 900 }, () => aRow({ company_name: '株式会社例示'.repeat(10) }));
      expect(await checked(aFile(padding, ...rows))).toMatchObject({ encoding: 'utf-8', accepted: 901 });
    }
  });

  it('refuses Windows-1252 instead of reading accented letters as kanji', async () => {
    const western = Buffer.from(aFile(aRow({ company_name: 'Société Générale-Müller' })), 'latin1');
    expect(await checked(western)).toMatchObject({ refused: true, encoding: null, codes: ['encoding-unknown'] });
    expect((await checked(western)).problems[0]?.message.en).toContain('Windows-1252');
  });

  it.each([
    // 会社名 株式会社日本商会 in EUC-JP: legal CP932, and nonsense of half width.
    ['EUC-JP', 'b2f1bcd2cc be b3f4bcb0b2f1bcd2c6fccbdcbea6b2f1'],
    ['ISO-2022-JP', '1b2442334b3c7c1b2842'],
  ])('refuses %s, which would pass for something else, and says what it seems to be', async (name, hex) => {
    const japanese = Buffer.from(hex.replaceAll(' ', ''), 'hex');
    const [before, after] = aFile(aRow({ company_name: 'HERE' })).split('HERE');
    const file = Buffer.concat([Buffer.from(before ?? ''), japanese, Buffer.from(after ?? '')]);
    const result = await checked(file);
    expect(result).toMatchObject({ refused: true, codes: ['encoding-unknown'], tenants: [] });
    expect(result.problems[0]?.message.en).toContain(name);
  });

  it('reads names in half-width kana, which are not taken for another encoding', async () => {
    const names = ['ｶ)ｻﾝﾌﾟﾙｼｮｳｼﾞ', 'ﾐﾎﾝ ﾔｯｷｮｸ', 'ｶｸｳｾｲｻｸｼﾞｮ'];
    const file = cp932(aFile(...names.map((name) => aRow({ company_name: name }))));
    expect((await checked(file)).tenants.map(({ companyName }) => companyName)).toEqual(names);
  });

  it('names the row and the place of a bad byte, and puts no replacement character anywhere', async () => {
    const rows = [aRow({ company_name: '株式会社' }), aRow({ company_name: '例示BAD商会' }), aRow()];
    for (const bytes of [Buffer.from(aFile(...rows)), Buffer.from(cp932(aFile(...rows)))]) {
      const at = bytes.indexOf('BAD');
      bytes.set([0x81, 0x20], at);
      for (const chunkSize of [bytes.length, 1]) {
        const result = await checked(bytes, { chunkSize });
        expect(result.refused).toBe(true);
        expect(result.problems).toMatchObject([{ code: 'byte-invalid', row: 3, value: '81 20' }]);
        expect(result.problems[0]?.message.en).toContain(`byte ${at + 1}`);
        expect(result.tenants.map(({ companyName }) => companyName)).toEqual(['株式会社']);
      }
    }
  });

  it('finds a bad byte far behind the sample that told the encoding', async () => {
    const rows = Array.from({ length: 1200 }, () => aRow({ company_name: '株式会社例示商会' }));
    const bytes = Buffer.concat([Buffer.from(aFile(...rows)), Uint8Array.of(0xff), Buffer.from('\r\n')]);
    const result = await checked(bytes);
    expect(result).toMatchObject({ refused: true, accepted: 1200 });
    expect(result.problems).toMatchObject([{ code: 'byte-invalid', row: 1202, value: 'ff 0d' }]);
  });

  it.each([
    ['UTF-8', Buffer.from(aFile(aRow({ company_name: '例示' })) + '株').subarray(0, -1)],
    ['UTF-16', utf16(MARK + aFile(aRow())).subarray(0, -1)],
  ])('notices that %s ends inside a character', async (_, bytes) => {
    expect(await checked(bytes)).toMatchObject({ refused: true, codes: ['byte-invalid'] });
  });

  it('says the place of a bad byte in Japanese, too', async () => {
    const bytes = Buffer.concat([cp932('テナント'), Uint8Array.of(0x80), Buffer.from('\r\n')]);
    const [problem] = (await checked(bytes)).problems;
    expect(problem?.message.ja).toBe(
      'ファイルの先頭から9バイト目のバイト列 80 0d (16進) は、cp932の文字として読めません',
    );
  });

  it.each([
    ['UTF-8', Buffer.from('例')],
    ['CP932', cp932('例')],
  ])(
    'names the row of more than a megabyte of Japanese in %s, and does not call its encoding unknown',
    async (_, character) => {
      const [before, behind] = aFile(aRow({ company_name: 'HERE' })).split('HERE');
      const bytes = Buffer.concat([
        Buffer.from(before ?? ''),
        Buffer.alloc(1_500_000, character),
        Buffer.from(behind ?? ''),
      ]);
      expect((await checked(bytes, { chunkSize: 60_001 })).problems).toMatchObject([{ code: 'row-too-large', row: 2 }]);
    },
  );

  it('rejects the row of a NUL byte', async () => {
    const result = await checked(aFile(aRow({ company_name: 'Exam\0ple' }), aRow()));
    expect(result).toMatchObject({ accepted: 1, rejected: 1, codes: ['control-character'] });
    expect(result.problems[0]?.value).toBe('Exam<U+0000>ple');
  });
});

describe('files that are no CSV', () => {
  it.each<[string, Uint8Array | string, string]>([
    ['an .xlsx or .zip renamed', Uint8Array.of(0x50, 0x4b, 3, 4, 20, 0), 'file-not-csv'],
    ['an .xls renamed', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1), 'file-not-csv'],
    ['a gzip file', Uint8Array.of(0x1f, 0x8b, 8, 0), 'file-not-csv'],
    ['a Zstandard file', Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd), 'file-not-csv'],
    ['JSON renamed', '[{"tenant_id":"t-1"}]', 'file-not-csv'],
    ['JSON in UTF-16', utf16(`${MARK}{ "tenants": [] }`), 'file-not-csv'],
    ['a disk image, or anything else that is no text', new Uint8Array(5000).fill(0, 0, 4000), 'file-not-csv'],
    ['a 7-Zip archive', Uint8Array.of(0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c, 0, 4), 'file-not-csv'],
    ['a saved web page', '\n<!doctype html>', 'file-not-csv'],
    ['an empty .zip', Uint8Array.of(0x50, 0x4b, 5, 6, ...new Uint8Array(18)), 'file-not-csv'],
    ['an .xz file', Uint8Array.of(0xfd, 0x37, 0x7a, 0x58, 0x5a, 0, 0, 4, 0xe6), 'file-not-csv'],
    ['a .rar file', Uint8Array.of(0x52, 0x61, 0x72, 0x21, 0x1a, 7, 1, 0), 'file-not-csv'],
    ['a picture', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a), 'file-not-csv'],
    ['UTF-32', Buffer.concat([Uint8Array.of(0xff, 0xfe, 0, 0), Uint8Array.of(0x74, 0, 0, 0)]), 'encoding-unknown'],
    ['UTF-32, the other way round', Uint8Array.of(0, 0, 0xfe, 0xff, 0, 0, 0, 0x74), 'encoding-unknown'],
    ['an empty file', '', 'file-empty'],
    ['a byte order mark and nothing else', MARK, 'file-empty'],
    ['blank lines only', '\r\n\r\n  \r\n', 'file-empty'],
    ['a header without rows', aFile(aRow()).split('\r\n')[0] ?? '', 'rows-missing'],
    ['a header with blank rows', `${aFile(aRow()).split('\r\n')[0]}\r\n,,,,\r\n\r\n`, 'rows-missing'],
  ])('refuses %s', async (_, file, code) => {
    expect(await checked(file)).toMatchObject({ refused: true, rows: 0, codes: [code] });
  });

  it.each([
    ['Excel', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1), /Excel/u, /Excelで開き/u],
    ['a web page', '<html>403 Forbidden</html>', /web page/u, /Webページ/u],
    ['an archive', Uint8Array.of(0x1f, 0x8b, 8, 0), /unpack/u, /展開/u],
    ['anything else', '%PDF-1.7\n', /save the table itself/u, /表そのもの/u],
  ])('says what to do with %s: nobody can open a PDF in Excel', async (_, file, english, japanese) => {
    const [problem] = (await checked(file)).problems;
    expect(problem?.whatToDo.en).toMatch(english);
    expect(problem?.whatToDo.ja).toMatch(japanese);
  });
});

describe('framing', () => {
  const separated = (delimiter: string): string =>
    aFile(aRow({ company_name: 'Example' }), aRow({ company_name: 'Example' })).replaceAll(',', delimiter);

  it.each([',', ';', '\t'])('finds the delimiter %j in the header row', async (delimiter) => {
    expect(await checked(separated(delimiter))).toMatchObject({ delimiter, accepted: 2 });
  });

  it('is not misled by a delimiter inside a quoted heading', async () => {
    const file = separated(',').replace('region', '"my;own;remarks;and;more;and;more;and;more"');
    expect(await checked(file)).toMatchObject({ delimiter: ',', accepted: 2 });
  });

  it('obeys a sep= line and does not count it as a row, as Excel does', async () => {
    const result = await checked(`sep=;\r\n${separated(';')}`);
    expect(result).toMatchObject({ delimiter: ';', accepted: 2 });
    expect(result.results.map(({ row }) => row)).toEqual([2, 3]);
  });

  it('refuses a delimiter it does not read by its name', async () => {
    const result = await checked(separated('|'));
    expect(result).toMatchObject({ refused: true, codes: ['delimiter-unknown'], delimiter: null });
    expect(result.problems[0]?.value).toBe('|');
  });

  it.each([
    ['LF', '\n'],
    ['CR, as old Macs write', '\r'],
  ])('reads line ends %s', async (_, lineEnd) => {
    for (const chunkSize of [undefined, 1]) {
      const file = aFile(aRow(), aRow(), aRow()).replaceAll('\r\n', lineEnd);
      expect(await checked(file, chunkSize === undefined ? {} : { chunkSize })).toMatchObject({ accepted: 3 });
    }
  });

  it('reads mixed line ends and a last row without one', async () => {
    const [header, ...rows] = aFile(aRow(), aRow(), aRow()).trimEnd().split('\r\n');
    const file = `${header}\n${rows[0]}\r\n${rows[1]}\r${rows[2]}`;
    for (const chunkSize of [file.length, 1]) {
      expect(await checked(file, { chunkSize })).toMatchObject({ accepted: 3, rejected: 0 });
    }
  });

  it('takes the mark with which old programs end a file for nothing', async () => {
    expect(await checked(`${aFile(aRow())}\u001a`)).toMatchObject({ accepted: 1, rejected: 0, codes: [] });
  });

  it('numbers rows as Excel shows them: blank rows count, a line break in quotes does not', async () => {
    const remarks = aFile(aRow(), aRow(), aRow())
      .split('\r\n')
      .map((line, index) => (line === '' ? line : `${line},${index === 0 ? 'remarks' : '"two\r\nlines"'}`));
    const [header, first, second, third] = remarks;
    const result = await checked([header, first, '', ',,,', second, third, '', ''].join('\r\n'));
    expect(result.results.map(({ row }) => row)).toEqual([2, 5, 6]);
    expect(result).toMatchObject({ accepted: 3, rejected: 0 });
  });

  it('reads doubled quotation marks and lone backslashes as they are', async () => {
    const result = await checked(aFile(aRow({ company_name: 'The "Best" \\ Co' }), aRow({ contact_name: '""' })));
    expect(result.tenants[0]?.companyName).toBe('The "Best" \\ Co');
    expect(result.tenants[1]?.contactName).toBe('""');
  });

  it('reports a quotation mark that is never closed at the row where it opens', async () => {
    const file = `${aFile(aRow(), aRow())}t-x,"open,\r\n${aFile(aRow())}`;
    const result = await checked(file);
    expect(result).toMatchObject({ refused: true, accepted: 2 });
    expect(result.problems).toMatchObject([{ code: 'quote-broken', row: 4 }]);
  });

  it('reports one that opens at row 50,000 after all rows before it', async () => {
    const row = Object.values(aRow()).join(',').replace('Example Trading Co., Ltd.', 'Example');
    const rows = Array.from({ length: 49_998 }, (_, index) =>
      row.replace(/^t-\d+/u, `n-${index}`).replace(/primary\d+@/u, `n${index}@`),
    );
    const file = [aFile(aRow()).split('\r\n')[0], ...rows, 'x,"open,,,,'].join('\r\n');
    const result = await checked(file);
    expect(result.rows).toBe(49_998);
    expect(result.faults.at(-1)).toMatchObject({ code: 'quote-broken', row: 50_000 });
  });

  it.each([
    ['a backslash before a quotation mark', 'x,"a \\" b",c'],
    ['text behind a closing quotation mark', 'x,"a"b,c'],
    ['a quotation mark inside a bare cell', 'x,5" disk,c'],
  ])('refuses %s, after which no cell is certain', async (_, line) => {
    const result = await checked(`${aFile(aRow())}${line}\r\n`);
    expect(result.problems).toMatchObject([{ code: 'quote-broken', row: 3, severity: 'file' }]);
  });

  it('refuses a cell of 8 MB', async () => {
    const result = await checked(`${aFile(aRow())}x,"${'y'.repeat(8_000_000)}"\r\n`);
    expect(result.problems).toMatchObject([{ code: 'row-too-large', row: 3 }]);
  });

  it('rejects a row of 300 KiB and goes on', async () => {
    const result = await checked(aFile(aRow({ contact_name: 'y'.repeat(300 * 1024) }), aRow()));
    expect(result).toMatchObject({ accepted: 1, rejected: 1, codes: ['value-too-long'] });
    expect(result.problems[0]?.value).toHaveLength(80);
  });

  it('reads a header of more than 10 KiB', async () => {
    const [header = '', row = ''] = aFile(aRow()).split('\r\n');
    const result = await checked(`${header},${'remarks '.repeat(1500)}\r\n${row},x\r\n`);
    expect(result).toMatchObject({ accepted: 1, codes: ['column-ignored'] });
  });

  it('passes an error of the source on: a broken download is not a problem of the file', async () => {
    const source = (async function* () {
      yield Buffer.from(aFile(aRow()));
      throw new Error('connection reset');
    })();
    const check = checkIntake(source);
    await expect(
      (async () => {
        for await (const _ of check);
      })(),
    ).rejects.toThrow('connection reset');
    expect(() => check.summary()).toThrow('before all its rows');
  });
});

describe('ragged rows', () => {
  const lines = aFile(aRow({ company_name: 'Example' }), aRow({ company_name: 'Example' })).split('\r\n');
  const [header = '', first = '', second = ''] = lines;

  it('reads a row whose empty cells at the end are missing, as Excel leaves them out, and says so', async () => {
    const result = await checked([header, first.replace(/,+$/u, ''), second, ''].join('\r\n'));
    expect(result).toMatchObject({ accepted: 2, codes: ['cells-missing-at-end'] });
  });

  it('rejects a row that ends before the needed cells do', async () => {
    const result = await checked([header, first.split(',').slice(0, 5).join(','), second, ''].join('\r\n'));
    expect(result).toMatchObject({ accepted: 1, rejected: 1, codes: ['row-too-short'] });
  });

  it('rejects a last row that was cut off, which would otherwise begin at once', async () => {
    const result = await checked([header, first, second.replace(/,+$/u, '')].join('\r\n'));
    expect(result).toMatchObject({ accepted: 1, rejected: 1, codes: ['row-cut-off'] });
  });

  it('rejects a row with more cells than headings', async () => {
    const result = await checked([header, `${first},stray`, second, ''].join('\r\n'));
    expect(result).toMatchObject({ accepted: 1, rejected: 1, codes: ['row-too-long'] });
  });

  it('does not mind empty cells beyond the headings', async () => {
    expect(await checked([header, `${first},,`, second, ''].join('\r\n'))).toMatchObject({ accepted: 2, codes: [] });
  });
});
