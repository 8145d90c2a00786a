import { describe, expect, it } from 'vitest';
import { codesInText } from '../../lambdas/domain/codes-in-text.ts';

const UPB = { codes: [{ prefix: 'UPB', code: '482913' }], ambiguous: [] };

describe('a verification code', () => {
  it.each([
    'UPB-482913',
    'UPB482913',
    '検証コード: UPB 482913',
    '検証コードUPB-482913です。',
    'コード(UPB)：482913',
    '【UPB】482913',
    '「UPB」 - 「482913」',
    '検証コード：ＵＰＢ　４８２９１３',
    'ＵＰＢ－４８２９１３',
    ...['‐', '‑', '‒', '–', '—', '―', '−', '－', 'ー', '~', ': ', '_', ' = '].map((hyphen) => `UPB${hyphen}482913`),
    'UPB-482\u200b913',
    'U\u00adPB-482913',
    '\u2066UPB-482913\u2069',
    'UPB\u00a0482913',
    'UPB-482 913',
    'UPB 48 29 13',
    'UPB-4 8 2 9 1 3',
    'UPB-482-913',
    'UPB\n482913',
    'UPB\n\n4\n8\n2\n9\n1\n3\n5分以内に入力してください',
    'UPB-482913\n10分以内',
    'UPB-482913 10分以内に入力してください',
    'Your code is UPB-482913.',
    'UPB-482913 within 10 minutes',
    'UPB-482913 (2026/12/01 10:00 まで)',
    '検証コードは 482913 (UPB) です',
    'UPB-482913 ... UPB 482913',
    'UPBで始まる検証コードを 2026/12/01 10:00 までに入力: UPB-482913',
    'UPB 2026年12月1日 10:00 に送信\nUPB-482913',
  ])('is read in %j', (text) => {
    expect(codesInText(text)).toEqual(UPB);
  });

  it.each([
    'こんにちは',
    'UPB 4829135678901',
    'UPB-12',
    'XUPB4 482913',
    'upb-482913',
    'UPB 2026/12/01',
    'UPB 1440分',
    'UPB: 0120-123-456',
  ])('is not seen where there is none: %j', (text) => {
    expect(codesInText(text)).toEqual({ codes: [], ambiguous: [] });
  });

  it.each([
    ['two codes behind one prefix', 'UPB-482913, UPB-111111'],
    ['digits that may end here or there', 'UPB 1234 5678'],
    ['a group that may be of the code', 'UPB 482 913 10'],
  ])('is ambiguous with %s', (_, text) => {
    expect(codesInText(text)).toEqual({ codes: [], ambiguous: ['UPB'] });
  });

  it('is kept under its own prefix, whatever else a footer says: the wizard asks by prefix', () => {
    const footer = 'TEL: 0120-123-456\nISO 27001 取得\nJST 2026/12/01 10:00\nFAX 0312345678\nUPB-482913\nUPC-654321';
    const { codes, ambiguous } = codesInText(footer);
    expect(codes).toContainEqual({ prefix: 'UPB', code: '482913' });
    expect(codes).toContainEqual({ prefix: 'UPC', code: '654321' });
    expect(codes.map(({ prefix }) => prefix)).not.toContain('JST');
    expect(ambiguous).not.toContain('UPB');
  });

  it('is found in a text of five million characters at once', () => {
    const noise = 'A1 UPX- 12 34, '.repeat(333_000);
    expect(codesInText(`${noise}UPB-482913`).codes).toContainEqual({ prefix: 'UPB', code: '482913' });
  });
});
