import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { COLUMNS } from '../../../lambdas/domain/intake/columns.ts';
import { readHeaders } from '../../../lambdas/domain/intake/headers.ts';
import { intakeRowSchema } from '../../../lambdas/domain/intake/intake-row.ts';
import { readRow } from '../../../lambdas/domain/intake/row.ts';
import type { ProblemCode } from '../../../lambdas/domain/intake/problems.ts';
import { aFile, aRow, type Cells, checked, checkedRow } from './an-intake.ts';

const CONSENT = { consent_reference: 'DOC-1', consent_by: '佐藤 花子', consent_on: '2026-11-01' };

describe('a row', () => {
  it('becomes a tenant with every default where a cell is empty', async () => {
    const { tenants, problems } = await checkedRow({
      tenant_id: 'T_1-a',
      clp_login_id: 'aaa',
      primary_email: 'aaa@example.com',
      apex_central_url: 'https://abc123.manage.trendmicro.com',
    });
    expect(tenants).toEqual([
      {
        tenantId: 'T_1-a',
        companyName: 'Example Trading Co., Ltd.',
        clpLoginId: 'aaa',
        primaryEmail: 'aaa@example.com',
        apexCentralHost: 'abc123.manage.trendmicro.com',
        licenceChannel: 'TSSL',
        userAccounts: { kind: 'listed', accounts: [] },
        notifyEmails: ['stakeholder@example.com'],
        approverEmail: 'approver@example.com',
        language: 'ja',
        region: 'Japan',
      },
    ]);
    expect(problems).toEqual([]);
  });

  it('carries every cell that is filled', async () => {
    const { tenants } = await checkedRow({
      contact_name: '山田 太郎',
      licence_channel: 'tmol',
      user_accounts: 'bbb=bbb@example.com; ccc=ccc@example.com;',
      notify_emails: 'a@example.com;b@example.com',
      approver_email: '',
      ...CONSENT,
      not_before: '2026-12-05T22:00+09:00',
      window: '22:00-05:00 Asia/Tokyo',
      language: '英語',
      hands: '手動',
      region: '米国',
    });
    expect(tenants[0]).toMatchObject({
      contactName: '山田 太郎',
      licenceChannel: 'TMOL',
      userAccounts: {
        kind: 'listed',
        accounts: [
          { name: 'bbb', email: 'bbb@example.com' },
          { name: 'ccc', email: 'ccc@example.com' },
        ],
      },
      notifyEmails: ['a@example.com', 'b@example.com'],
      consent: { reference: 'DOC-1', by: '佐藤 花子', on: '2026-11-01' },
      notBefore: '2026-12-05T13:00:00.000Z',
      window: { from: '22:00', to: '05:00', zone: 'Asia/Tokyo' },
      language: 'en',
      hands: 'operator',
      region: 'US',
    });
    expect(tenants[0]).not.toHaveProperty('approverEmail');
    expect(intakeRowSchema.safeParse(tenants[0]).success).toBe(true);
  });

  it('reports everything that is wrong with it at once', async () => {
    const { codes } = await checkedRow({ tenant_id: '', primary_email: 'x', region: 'eu-wset', hands: 'robot' });
    expect(codes).toEqual(['value-missing', 'email-invalid', 'hands-unknown', 'region-unknown']);
  });
});

describe('what a cell may not be', () => {
  const long = (count: number): string => 'x'.repeat(count);
  it.each<[why: string, cells: Cells, code: ProblemCode]>([
    ['an empty key', { tenant_id: '' }, 'value-missing'],
    ['a key of spaces', { tenant_id: ' \u3000\u00a0' }, 'value-missing'],
    ['a key that climbs out of a folder', { tenant_id: '../t' }, 'tenant-id-invalid'],
    ['an encoded path', { tenant_id: '%2e%2e' }, 'tenant-id-invalid'],
    ['a key of 41 characters', { tenant_id: long(41) }, 'tenant-id-invalid'],
    ['a key with a look-alike letter', { tenant_id: 't\u0435nant' }, 'tenant-id-invalid'],
    ['a key in exponent notation', { tenant_id: '1.23E+11' }, 'number-mangled'],
    ['a sign-in name in exponent notation', { clp_login_id: '1.2E+15' }, 'number-mangled'],
    ['a sign-in name with a space', { clp_login_id: 'a b' }, 'login-id-invalid'],
    ['a sign-in name with markup', { clp_login_id: '<b>' }, 'login-id-invalid'],
    ['a failed formula', { company_name: '#N/A' }, 'spreadsheet-error'],
    ['a failed reference', { tenant_id: '#REF!' }, 'spreadsheet-error'],
    ['a date in a column too narrow for it', { not_before: '########' }, 'spreadsheet-error'],
    ['a formula', { company_name: "=cmd|' /C calc'!A0" }, 'looks-like-formula'],
    ['a formula with plus', { company_name: '+1+1' }, 'looks-like-formula'],
    ['a formula with minus', { contact_name: '-1+1' }, 'looks-like-formula'],
    ['a formula with at', { company_name: '@SUM(A1)' }, 'name-has-at'],
    ['a formula in full width', { company_name: '＝1+1' }, 'looks-like-formula'],
    ['a name with a web address', { company_name: 'See https://evil.example' }, 'name-has-url'],
    ['a name with www', { contact_name: 'www.evil.example' }, 'name-has-url'],
    ['a name with an at sign', { contact_name: 'a@example.com' }, 'name-has-at'],
    ['a name with a script', { company_name: '<script>alert(1)</script>' }, 'name-has-markup'],
    ['a name that adds a mail header', { company_name: 'A\r\nBcc: x' }, 'line-break'],
    ['a name with a tab inside', { company_name: 'A\tB' }, 'control-character'],
    ['a name that reverses its direction', { company_name: 'abc\u202etxt' }, 'direction-character'],
    ['a name with a lost character', { company_name: '例\ufffd' }, 'damaged-character'],
    ['a name with a user-defined character', { company_name: '例\ue000' }, 'private-character'],
    ['a name of 101 characters', { company_name: '例'.repeat(101) }, 'value-too-long'],
    ['an address without a domain', { primary_email: 'aaa' }, 'email-invalid'],
    ['an address with a comma', { primary_email: 'a,b@example.com' }, 'email-invalid'],
    ['an address with angle brackets', { primary_email: 'A <a@example.com>' }, 'email-invalid'],
    ['a quoted address', { primary_email: '"a b"@example.com' }, 'email-invalid'],
    ['an address with a line break', { primary_email: 'a@example.com\nBcc: b@example.com' }, 'line-break'],
    ['an address behind an apostrophe', { primary_email: "'a@example.com" }, 'email-invalid'],
    ['65 characters before the at sign', { primary_email: `${long(65)}@example.com` }, 'email-invalid'],
    ['an address of 255 characters', { primary_email: `a@${'b23456789.'.repeat(25)}com` }, 'email-invalid'],
    ['an address in two alphabets that look alike', { primary_email: 'a@ex\u0430mple.jp' }, 'email-invalid'],
    ['an address with a local part beyond ASCII', { primary_email: '例@example.jp' }, 'email-invalid'],
    [
      'an address with "=", which stands between account and address',
      { notify_emails: 'a=b@example.com' },
      'email-invalid',
    ],
    ['a quoted address in a list', { notify_emails: '"a;b"@example.com;c@example.com' }, 'email-invalid'],
    ['a key that begins like an option', { tenant_id: '-001' }, 'tenant-id-invalid'],
    ['a key that begins with a low line', { tenant_id: '_001' }, 'tenant-id-invalid'],
    ['a character that another encoding did not have', { company_name: '?田商店' }, 'character-lost'],
    ['the mark that stands for such a character', { contact_name: '〓田 太郎' }, 'character-lost'],
    ['what a web page keeps such a character as', { company_name: '&#39640;田商店' }, 'character-lost'],
    ...[
      'nan',
      'NaN',
      'NULL',
      'null',
      'None',
      'N/A',
      'なし',
      '-',
      '－',
      '(なし)',
      'TRUE',
      'FALSE',
      '未定',
      '同上',
      '〃',
      '0',
    ].map((company_name): [string, Cells, ProblemCode] => [
      `${company_name} as a name`,
      { company_name },
      'placeholder',
    ]),
    ...['nan', 'NULL', 'none', 'TRUE', 'undefined'].flatMap((word): [string, Cells, ProblemCode][] => [
      [`${word} as a key`, { tenant_id: word }, 'placeholder'],
      [`${word} as a sign-in name`, { clp_login_id: word }, 'placeholder'],
    ]),
    ['nobody to notify, in words', { notify_emails: 'なし' }, 'placeholder'],
    ['a start that is not decided: read as empty it would be at once', { not_before: '未定' }, 'placeholder'],
    ['the cell above, in words', { window: '同上' }, 'placeholder'],
    ['an error of LibreOffice', { company_name: 'Err:502' }, 'spreadsheet-error'],
    ['an error of Excel', { company_name: '#REF!' }, 'spreadsheet-error'],
    ['a formula that is no text', { company_name: '=A1&"x"' }, 'looks-like-formula'],
    ['a formula within shown text', { company_name: '="=cmd|x"' }, 'looks-like-formula'],
    ['shown text that is empty', { company_name: '=""' }, 'value-missing'],
    ['two addresses where one belongs', { primary_email: 'a@example.com;b@example.com' }, 'email-invalid'],
    ['a list with commas', { notify_emails: 'a@example.com,b@example.com' }, 'list-separator-wrong'],
    ['a list with Japanese commas', { notify_emails: 'a@example.com、b@example.com' }, 'list-separator-wrong'],
    ['a list with spaces', { notify_emails: 'a@example.com b@example.com' }, 'list-separator-wrong'],
    ['a list with line breaks', { notify_emails: 'a@example.com\nb@example.com' }, 'line-break'],
    ['accounts with commas', { user_accounts: 'b=b@example.com,c=c@example.com' }, 'list-separator-wrong'],
    ['a date without a year', { not_before: '12月5日' }, 'date-invalid'],
    ['a day that is not on that day of the week', { not_before: '2026/12/5(日) 22:00' }, 'weekday-differs'],
    ['13 o’clock in the afternoon', { not_before: '2026/12/5 13:00 PM' }, 'date-impossible'],
    ['a window that would last until the next day but one', { window: '20:00～翌22:00 Asia/Tokyo' }, 'window-invalid'],
    ['a list of nothing', { notify_emails: ';;' }, 'email-invalid'],
    [
      '11 recipients',
      { notify_emails: Array.from({ length: 11 }, (_, i) => `a${i}@example.com`).join(';') },
      'too-many-addresses',
    ],
    [
      '51 recipients',
      { notify_emails: Array.from({ length: 51 }, (_, i) => `a${i}@example.com`).join(';') },
      'too-many-addresses',
    ],
    ['an account without an address', { user_accounts: 'bbb' }, 'user-accounts-invalid'],
    ['an account with a bad address', { user_accounts: 'bbb=bbb' }, 'email-invalid'],
    ['an account listed twice', { user_accounts: 'b=b@example.com;B=c@example.com' }, 'user-account-repeated'],
    [
      '201 accounts',
      { user_accounts: Array.from({ length: 201 }, (_, i) => `a${i}=a${i}@example.com`).join(';') },
      'too-many-user-accounts',
    ],
    ['plain http', { apex_central_url: 'http://abc.manage.trendmicro.com' }, 'url-not-https'],
    ['no scheme', { apex_central_url: 'abc.manage.trendmicro.com' }, 'url-not-https'],
    ['the metadata address of a cloud', { apex_central_url: 'https://169.254.169.254/' }, 'url-host-refused'],
    ['this computer', { apex_central_url: 'https://localhost' }, 'url-host-refused'],
    ['another domain', { apex_central_url: 'https://manage.trendmicro.com.evil.example' }, 'url-host-refused'],
    [
      'another domain with ours behind #',
      { apex_central_url: 'https://evil.example#.manage.trendmicro.com' },
      'url-host-refused',
    ],
    [
      'a backslash that a browser reads as a slash',
      { apex_central_url: 'https://evil.example\\.manage.trendmicro.com' },
      'url-host-refused',
    ],
    ['a host that looks alike', { apex_central_url: 'https://abc.m\u0430nage.trendmicro.com' }, 'url-host-refused'],
    ['the domain itself', { apex_central_url: 'https://manage.trendmicro.com' }, 'url-host-refused'],
    ['user information', { apex_central_url: 'https://abc.manage.trendmicro.com@evil.example' }, 'url-user-info'],
    ['a port', { apex_central_url: 'https://abc.manage.trendmicro.com:443' }, 'url-port'],
    ['a path', { apex_central_url: 'https://abc.manage.trendmicro.com/webapp' }, 'url-path'],
    ['a query', { apex_central_url: 'https://abc.manage.trendmicro.com?a=b' }, 'url-path'],
    ['a licence channel nobody knows', { licence_channel: 'OEM' }, 'licence-channel-unknown'],
    ['a language we do not write', { language: 'fr' }, 'language-unknown'],
    ['another way of working', { hands: 'robot' }, 'hands-unknown'],
    ['a wrong region', { region: 'eu-wset' }, 'region-unknown'],
    ['nobody who consents', { approver_email: '' }, 'consent-missing'],
    ['nobody but an invisible character who consents', { approver_email: '\u200b' }, 'consent-missing'],
    ['a consent that nobody dated', { ...CONSENT, consent_on: '' }, 'consent-incomplete'],
    ['a consent on 30 February', { ...CONSENT, consent_on: '2026-02-30' }, 'date-impossible'],
    ['a consent on a day that could be another', { ...CONSENT, consent_on: '01/11/2026' }, 'date-ambiguous'],
    ['30 February', { not_before: '2026-02-30T22:00+09:00' }, 'date-impossible'],
    ['29 February in a common year', { not_before: '2027/2/29 22:00' }, 'date-impossible'],
    ['25 o’clock', { not_before: '2026-12-05T25:00+09:00' }, 'date-impossible'],
    ['a day that could be a month', { not_before: '05/12/2026 22:00' }, 'date-ambiguous'],
    ['a date as a spreadsheet’s number', { not_before: '46361.9167' }, 'date-is-number'],
    ['a consent day as a spreadsheet’s number', { ...CONSENT, consent_on: '46327' }, 'date-is-number'],
    ['another number where a date belongs', { not_before: '20261205' }, 'date-invalid'],
    ['a start with half of a bracket', { not_before: '2026/12/5 22:00 JST)' }, 'date-invalid'],
    ['a consent day with a time', { ...CONSENT, consent_on: '2026/11/1 9:30' }, 'date-invalid'],
    ['a window from 10 in the evening until 13 in the afternoon', { window: '午後10時～午後13時' }, 'window-invalid'],
    ['UTF-8 that was opened as CP932 and saved', { company_name: '繧ｵ繝ｳ繝励Ν蝠莠' }, 'text-garbled'],
    ['the same without kana', { company_name: '譬ｪ蠑丈ｼ夂､ｾ' }, 'text-garbled'],
    ['an account with an equals sign and nothing behind it', { user_accounts: 'bbb=' }, 'user-accounts-invalid'],
    ['a window without minutes', { window: '22-5' }, 'window-invalid'],
    ['a window that is no time', { window: '22:00-22:00' }, 'window-invalid'],
    ['a time zone nobody knows', { window: '22:00-05:00 Asia/Tokio' }, 'time-zone-unknown'],
    ['an offset instead of a time zone', { window: '22:00-05:00 +09:00' }, 'time-zone-unknown'],
  ])('%s', async (_, cells, code) => {
    const { faults, accepted, rejected } = await checkedRow(cells);
    expect(faults.map((fault) => fault.code)).toEqual([code]);
    expect({ accepted, rejected }).toEqual({ accepted: 0, rejected: 1 });
    expect(faults[0]).toMatchObject({ row: 2, severity: 'row' });
  });

  it.each<Cells>([
    { tenant_id: 't\u0435nant' },
    { clp_login_id: 'us\u0435r' },
    { primary_email: 'us\u0435r@example.com' },
    { notify_emails: 'user@\u0435xample.com' },
    { user_accounts: 'b=b@\u0435xample.com' },
    { apex_central_url: 'https://abc.manag\u0435.trendmicro.com' },
  ])('names a look-alike letter by its code, as nobody sees it: %o', async (cells) => {
    const { faults } = await checkedRow(cells);
    expect(faults[0]?.message.en).toContain('U+0435');
    expect(faults[0]?.message.ja).toContain('U+0435');
  });

  it('says which day a spreadsheet means by its number', async () => {
    const { faults } = await checkedRow({ ...CONSENT, consent_on: '46327', not_before: '46361.916666666664' });
    expect(faults.map(({ message }) => message.en)).toEqual([
      '"46327" is the number by which a spreadsheet keeps 2026-11-01',
      '"46361.916666666664" is the number by which a spreadsheet keeps 2026-12-05 22:00',
    ]);
  });

  it('a password in a web address, which is not repeated, not even folded', async () => {
    const result = await checkedRow({ apex_central_url: 'https://u:CANARY１@abc.manage.trendmicro.com' });
    expect(result.faults.map(({ code }) => code)).toEqual(['url-user-info']);
    expect(JSON.stringify(result.problems)).not.toContain('CANARY');
  });

  it('a consent dated in the future', async () => {
    const now = new Date('2026-10-31T09:00:00Z');
    expect((await checkedRow({ ...CONSENT, consent_on: '2026-11-02' }, { now })).faults).toMatchObject([
      { code: 'consent-in-future' },
    ]);
    expect((await checkedRow({ ...CONSENT, consent_on: '2026-10-31' }, { now })).faults).toEqual([]);
  });
});

describe('what a cell may be', () => {
  it.each<[string, Cells, object, ProblemCode[]]>([
    [
      'a trailing slash',
      { apex_central_url: 'HTTPS://ABC.Manage.TrendMicro.com/' },
      { apexCentralHost: 'abc.manage.trendmicro.com' },
      [],
    ],
    ...['なし', '無し', '無', '-', 'ー', '―', '×', 'N/A', 'n/a', 'NULL', 'nan', '(なし)', '特になし'].flatMap(
      (word): [string, Cells, object, ProblemCode[]][] => [
        [
          `no accounts, as ${word}`,
          { user_accounts: word },
          { userAccounts: { kind: 'listed', accounts: [] } },
          ['read-as-empty'],
        ],
        [`no name to greet, as ${word}`, { contact_name: word }, {}, ['read-as-empty']],
        [`no hours, as ${word}`, { window: word }, {}, ['read-as-empty']],
      ],
    ),
    [
      'no written consent, in words, where somebody is asked',
      { consent_reference: 'なし', consent_by: '-', consent_on: 'なし' },
      { approverEmail: 'approver@example.com' },
      ['read-as-empty', 'read-as-empty', 'read-as-empty'],
    ],
    ['shown text in a key', { tenant_id: '="0012"' }, { tenantId: '0012' }, []],
    ['shown text in a name', { company_name: '="A ""B"" 商事"' }, { companyName: 'A "B" 商事' }, []],
    [
      'two lines of a name',
      { company_name: '株式会社\n例示' },
      { companyName: '株式会社 例示' },
      ['line-break-joined'],
    ],
    [
      'three, with spaces',
      { contact_name: '営業部 \r\n\r\n 見本' },
      { contactName: '営業部 見本' },
      ['line-break-joined'],
    ],
    ...['r&d', 'a/b', "o'hara", 'a+b', 'a!b', 'x#y', 'n%o', '{a}', 'a|b', 'a.b.c', '_', '-a-', 'a-'].map(
      (local): [string, Cells, object, ProblemCode[]] => [
        `${local} before the at sign`,
        { primary_email: `${local}@example.com`, notify_emails: `${local}@example.com;b@example.com` },
        { primaryEmail: `${local}@example.com`, notifyEmails: [`${local}@example.com`, 'b@example.com'] },
        [],
      ],
    ),
    [
      'a domain beyond ASCII',
      { primary_email: 'info@例え.jp', notify_emails: 'info@例え.jp', approver_email: 'approver@例え.jp' },
      { primaryEmail: 'info@xn--r8jz45g.jp', notifyEmails: ['info@xn--r8jz45g.jp'] },
      ['domain-in-punycode', 'domain-in-punycode', 'domain-in-punycode'],
    ],
    [
      'a domain that is punycode already, and its top',
      {
        primary_email: 'info@xn--r8jz45g.xn--q9jyb4c',
        approver_email: 'a@xn--r8jz45g.xn--q9jyb4c',
        notify_emails: 'a@xn--r8jz45g.xn--q9jyb4c',
      },
      { primaryEmail: 'info@xn--r8jz45g.xn--q9jyb4c' },
      [],
    ],
    ['a company of fullwidth question', { company_name: 'なぜ？商店' }, { companyName: 'なぜ？商店' }, []],
    ['an ampersand in a name', { company_name: 'A&B商事' }, { companyName: 'A&B商事' }, []],
    ['ignore', { user_accounts: 'Ignore' }, { userAccounts: { kind: 'ignore' } }, []],
    [
      'an account of a directory',
      { user_accounts: 'CORP\\b=b@example.com' },
      { userAccounts: { kind: 'listed', accounts: [{ name: 'CORP\\b', email: 'b@example.com' }] } },
      [],
    ],
    ['exactly 64 characters before the at sign', { primary_email: `${'x'.repeat(64)}@example.com` }, {}, []],
    ['an ideographic space in a name', { contact_name: ' 山田　太郎　' }, { contactName: '山田　太郎' }, []],
    ['a name with a dot', { company_name: 'Example.co.jp' }, { companyName: 'Example.co.jp' }, []],
    ['100 characters outside the first plane', { company_name: '𠮷'.repeat(100) }, {}, []],
    ['decomposed kana from a Mac', { company_name: 'カ\u3099ラス' }, { companyName: 'ガラス' }, []],
    ['a name character that NFC would replace', { company_name: '\ufa19田' }, { companyName: '\ufa19田' }, []],
    ['full-width company letters', { company_name: 'ＡＢＣ商事' }, { companyName: 'ＡＢＣ商事' }, []],
    ['full-width key', { tenant_id: 'ｔ－２２' }, { tenantId: 't-22' }, ['characters-folded']],
    [
      'full-width semicolons',
      { notify_emails: 'a@example.com；b@example.com' },
      { notifyEmails: ['a@example.com', 'b@example.com'] },
      ['characters-folded'],
    ],
    [
      'a non-breaking space at the end',
      { primary_email: 'nbsp@example.com\u00a0' },
      { primaryEmail: 'nbsp@example.com' },
      ['characters-removed'],
    ],
    ['a zero-width space inside', { tenant_id: 't-\u200b33' }, { tenantId: 't-33' }, ['characters-removed']],
    [
      'an address twice',
      { notify_emails: 'a@example.com;A@example.com' },
      { notifyEmails: ['a@example.com'] },
      ['address-listed-twice'],
    ],
    ['an instant in UTC', { not_before: '2026-12-05T13:00:00Z' }, { notBefore: '2026-12-05T13:00:00.000Z' }, []],
    ['29 February in a leap year', { not_before: '2028-02-29T00:00Z' }, { notBefore: '2028-02-29T00:00:00.000Z' }, []],
    [
      'a date of Japanese Excel',
      { not_before: '2026/12/5 22:00' },
      { notBefore: '2026-12-05T13:00:00.000Z' },
      ['time-zone-assumed'],
    ],
    [
      'a date with units',
      { not_before: '2026年12月5日 22時30分' },
      { notBefore: '2026-12-05T13:30:00.000Z' },
      ['time-zone-assumed'],
    ],
    ['a day alone', { not_before: '2026/12/5' }, { notBefore: '2026-12-04T15:00:00.000Z' }, ['time-zone-assumed']],
    ...(
      [
        ['2026/12/5 22:00', '2026-12-05T13:00:00.000Z'],
        ['2026/12/05 22:00:00', '2026-12-05T13:00:00.000Z'],
        ['2026.12.5 22:00', '2026-12-05T13:00:00.000Z'],
        ['2026/12/5 10:00 PM', '2026-12-05T13:00:00.000Z'],
        ['2026/12/5 12:30 AM', '2026-12-04T15:30:00.000Z'],
        ['2026年12月5日', '2026-12-04T15:00:00.000Z'],
        ['2026年12月5日(土) 22時30分', '2026-12-05T13:30:00.000Z'],
        ['2026/12/5(土曜日)22:00', '2026-12-05T13:00:00.000Z'],
        ['２０２６年１２月５日　午後１０時半', '2026-12-05T13:30:00.000Z'],
        ['令和8年12月5日 午前9時', '2026-12-05T00:00:00.000Z'],
        ['R8.12.5', '2026-12-04T15:00:00.000Z'],
      ] as const
    ).map(([not_before, notBefore]): [string, Cells, object, ProblemCode[]] => [
      `the start as Japanese Excel shows it, ${not_before}`,
      { not_before },
      { notBefore },
      not_before.startsWith('２') ? ['characters-folded', 'time-zone-assumed'] : ['time-zone-assumed'],
    ]),
    ...['2026/12/5 22:00 JST', '2026/12/5 22:00 (JST)', '2026年12月5日 午後10時 日本時間', '2026-12-05T22:00+09']
      .concat('2026-12-05 13:00 UTC')
      .map((not_before): [string, Cells, object, ProblemCode[]] => [
        `a start with its zone, ${not_before}`,
        { not_before },
        { notBefore: '2026-12-05T13:00:00.000Z' },
        [],
      ]),
    [
      'a consent day with the midnight that Excel adds',
      { ...CONSENT, consent_on: '2026/11/01 0:00:00' },
      { consent: { reference: 'DOC-1', by: '佐藤 花子', on: '2026-11-01' } },
      [],
    ],
    ...[
      '午後10時～午前5時 日本時間',
      '22:00ー5:00 JST',
      '22:00→05:00 Asia/Tokyo',
      '22:00:00-05:00:00 Asia/Tokyo',
      '22:00-05:00(JST)',
      '22:00-05:00 (JST)',
    ].map((window): [string, Cells, object, ProblemCode[]] => [
      `a window as people write it, ${window}`,
      { window },
      { window: { from: '22:00', to: '05:00', zone: 'Asia/Tokyo' } },
      window.includes('～') ? ['characters-folded'] : [],
    ]),
    ['one rare kanji in a name, which proves nothing', { company_name: '繧商店' }, { companyName: '繧商店' }, []],
    [
      'a consent day of the Japanese calendar',
      { ...CONSENT, consent_on: '令和８年１１月１日（日）' },
      { consent: { reference: 'DOC-1', by: '佐藤 花子', on: '2026-11-01' } },
      ['characters-folded'],
    ],
    [
      'a window in Japanese',
      { window: '22時から翌5時半まで' },
      { window: { from: '22:00', to: '05:30', zone: 'Asia/Tokyo' } },
      ['time-zone-assumed'],
    ],
    ['accounts to be left alone, in Japanese', { user_accounts: '無視' }, { userAccounts: { kind: 'ignore' } }, []],
    [
      'a line break behind the last character, which Excel does not show',
      { primary_email: 'break@example.com\n' },
      { primaryEmail: 'break@example.com' },
      ['characters-removed'],
    ],
    [
      'a window with a wave dash',
      { window: '22:00〜5:00 Asia/Tokyo' },
      { window: { from: '22:00', to: '05:00', zone: 'Asia/Tokyo' } },
      [],
    ],
    [
      'a window until midnight',
      { window: '18:00-24:00 Europe/Berlin' },
      { window: { from: '18:00', to: '00:00', zone: 'Europe/Berlin' } },
      [],
    ],
    [
      'a window without a zone',
      { window: '22:00-05:00' },
      { window: { from: '22:00', to: '05:00', zone: 'Asia/Tokyo' } },
      ['time-zone-assumed'],
    ],
    [
      'a consent day of Excel',
      { ...CONSENT, consent_on: '2026/11/1' },
      { consent: { reference: 'DOC-1', by: '佐藤 花子', on: '2026-11-01' } },
      [],
    ],
  ])('%s', async (_, cells, tenant, notices) => {
    const result = await checkedRow(cells);
    expect(result.tenants).toMatchObject([tenant]);
    expect(result.codes).toEqual(notices);
  });

  it('a start that has passed, with a notice', async () => {
    const result = await checkedRow(
      { not_before: '2026-12-05T13:00Z' },
      { now: new Date('2026-12-06T00:00Z'), operatorDomains: [] },
    );
    expect(result).toMatchObject({ accepted: 1, codes: ['time-has-passed'] });
  });

  it('an address outside the domains of tenant and operator, with a notice: the file must not become a relay', async () => {
    const cells = {
      notify_emails: 'a@partner.example;b@elsewhere.example',
      user_accounts: 'u=u@else.example',
      approver_email: 'c@example.com',
    };
    const { results, codes, problems } = await checkedRow(cells, { operatorDomains: ['Partner.example'] });
    expect(codes).toEqual(['recipient-outside-tenant', 'recipient-outside-tenant']);
    expect(problems.map(({ column, value }) => [column, value])).toEqual([
      ['notify_emails', 'b@elsewhere.example'],
      ['user_accounts', 'u@else.example'],
    ]);
    expect(results).toMatchObject([{ kind: 'accepted', notices: problems }]);
  });
});

describe('a cell that one look settles', () => {
  const headers = readHeaders(
    COLUMNS.map(({ name }) => name),
    1,
  );

  it('looks closer at an account named like an address before one with a slash, as they may be two accounts', async () => {
    const { codes } = await checkedRow({ user_accounts: 'a@example.com=b/c@example.com' });
    expect(codes).toEqual(['list-separator-wrong']);
  });

  it('says the same as with a space behind it, with which it is read with care', () => {
    const piece = fc.constantFrom(
      ...['a', 'Z', '7', '.', '-', '_', '@', '=', '+', '#', ' ', ';', '<', ':', '//', 'www.', 'E+', 'E-'],
      ...[
        '株',
        '繧',
        '蠑丈ｼ',
        'カ',
        '\u3099',
        '\u3000',
        'ｶ',
        'Ａ',
        '＠',
        '〪',
        '\u200b',
        'é',
        '㈱',
        '日本',
        '自動',
        'ja',
        'tssl',
        'N/A',
      ],
      ...['a@example.com', 'https://x1.manage.trendmicro.com', '2026/11/1'],
    );
    const cell = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(''));
    const row = fc.array(cell, { minLength: COLUMNS.length, maxLength: COLUMNS.length });
    fc.assert(
      fc.property(row, (cells) => {
        const withSpace = cells.map((text) => (text === '' ? '' : `${text} `));
        const [quick, careful] = [cells, withSpace].map((read) => {
          const { problems, ...reading } = readRow(2, read, headers);
          return { ...reading, problems: problems.map(({ code, column }) => [code, column]) };
        });
        expect(quick).toEqual(careful);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('keys within a file', () => {
  it('keeps the first row of a tenant_id and rejects later ones, naming the first', async () => {
    const result = await checked(aFile(aRow({ tenant_id: 'same' }), aRow(), aRow({ tenant_id: 'SAME' })));
    expect(result.tenants.map(({ tenantId }) => tenantId)[0]).toBe('same');
    expect(result.faults).toMatchObject([{ code: 'tenant-id-repeated', row: 4, column: 'tenant_id', value: 'SAME' }]);
    expect(result.faults[0]?.message.en).toContain('row 2');
  });

  it('counts the key of a rejected row as taken: that row comes back corrected', async () => {
    const result = await checked(aFile(aRow({ tenant_id: 'same', region: '?' }), aRow({ tenant_id: 'same' })));
    expect(result.faults.map(({ code }) => code)).toEqual(['region-unknown', 'tenant-id-repeated']);
  });

  it('wants every account of every tenant at an address of its own', async () => {
    const result = await checked(
      aFile(
        aRow({ primary_email: 'one@example.com' }),
        aRow({ user_accounts: 'b=ONE@example.com' }),
        aRow({ primary_email: 'two@example.com', user_accounts: 'b=two@example.com' }),
      ),
      { operatorDomains: ['example.com'] },
    );
    expect(result.problems).toMatchObject([
      { code: 'email-repeated', row: 3, column: 'user_accounts', value: 'ONE@example.com' },
      { code: 'email-repeated', row: 4, column: 'user_accounts', value: 'two@example.com' },
    ]);
  });

  it('suspects leading zeros that a spreadsheet has eaten', async () => {
    const rows = ['7', '0012', '0034'].map((tenant_id) => aRow({ tenant_id }));
    const result = await checked(aFile(...rows));
    expect(result).toMatchObject({ accepted: 3, codes: ['leading-zeros-suspected'] });
    expect(result.problems[0]).toMatchObject({ row: 2, column: 'tenant_id', value: '7' });
  });
});
