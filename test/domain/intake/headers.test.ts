import { describe, expect, it } from 'vitest';

import { COLUMNS, type ColumnName } from '../../../lambdas/domain/intake/columns.ts';
import { columnOfHeading } from '../../../lambdas/domain/intake/read-heading.ts';
import { SHORT_FORMS } from '../../../lambdas/domain/intake/short-forms.ts';
import { describeProblem } from '../../../lambdas/domain/intake/problems.ts';
import { aFile, aRow, checked } from './an-intake.ts';

/** A good file with its headings changed. */
function withHeadings(change: (name: ColumnName) => string): string {
  const [header = '', ...rows] = aFile(aRow()).split('\r\n');
  return [header.split(',').map((name) => change(name as ColumnName)), ...rows].join('\r\n');
}

describe('headings', () => {
  it.each(COLUMNS.flatMap(({ name, japanese }) => japanese.map((heading) => [heading, name] as const)))(
    'reads %s as %s',
    async (heading, name) => {
      const result = await checked(withHeadings((column) => (column === name ? heading : column)));
      expect(result).toMatchObject({ accepted: 1, codes: [] });
    },
  );

  it.each<[string, (name: string) => string]>([
    ['upper case', (name) => name.toUpperCase()],
    ['full width', (name) => name.replaceAll(/[!-~]/gu, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0))],
    ['spaces instead of underscores', (name) => ` ${name.replaceAll('_', ' ')} `],
    ['invisible characters', (name) => `\u200b${name}\u00a0`],
  ])('reads them in %s', async (_, change) => {
    expect(await checked(withHeadings(change))).toMatchObject({ accepted: 1, codes: [] });
  });

  it('reads half-width katakana', async () => {
    const file = withHeadings((name) => (name === 'tenant_id' ? 'ﾃﾅﾝﾄID' : name));
    expect(await checked(file)).toMatchObject({ accepted: 1 });
  });

  it('reads columns in any order', async () => {
    const reversed = Object.fromEntries(Object.entries(aRow()).reverse()) as Record<ColumnName, string>;
    expect(await checked(aFile(reversed))).toMatchObject({ accepted: 1, codes: [] });
  });

  it('ignores an unknown column, says so, and suggests what was probably meant', async () => {
    const result = await checked(withHeadings((name) => (name === 'region' ? 'regoin' : name)));
    expect(result.problems).toMatchObject([{ code: 'column-ignored', column: 'R', value: 'regoin', row: 1 }]);
    expect(result.problems[0]?.whatToDo.en).toContain('"region"');
  });

  it('refuses a file without a needed column, all of them at once, and names the heading that may be it', async () => {
    const result = await checked(
      withHeadings((name) => (name === 'tenant_id' ? 'tenantt_id' : name === 'clp_login_id' ? 'remarks' : name)),
    );
    expect(result.refused).toBe(true);
    expect(result.faults).toMatchObject([
      { code: 'column-missing', column: 'tenant_id', row: null },
      { code: 'column-missing', column: 'clp_login_id', row: null },
    ]);
    expect(result.faults[0]?.whatToDo.en).toContain('"tenantt_id"');
    expect(result.results).toEqual([]);
  });

  it('reports the rows of a refused header too, so that everything can be corrected at once', async () => {
    const file = aFile(aRow({ region: 'eu-wset' })).replace('tenant_id', 'remarks');
    expect((await checked(file)).codes).toEqual(['column-missing', 'column-ignored', 'region-unknown']);
  });

  it('refuses a file that cannot say who consents, once and not in every row', async () => {
    const file = withHeadings((name) => (/^consent|^approver/u.test(name) ? `x ${name} x` : name));
    expect((await checked(file)).faults.map(({ code }) => code)).toEqual(['consent-columns-missing']);
  });

  it('refuses a column that is there twice, in either language', async () => {
    const result = await checked(withHeadings((name) => (name === 'region' ? '案内言語' : name)));
    expect(result.faults).toMatchObject([{ code: 'column-repeated', column: 'language' }]);
    expect(result.faults[0]?.message.en).toContain('P, R');
  });

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('ignores a column called %s', async (heading) => {
    const result = await checked(withHeadings((name) => (name === 'region' ? heading : name)));
    expect(result).toMatchObject({ accepted: 1, codes: ['column-ignored'] });
    expect(result.tenants[0]?.region).toBe('Japan');
  });

  it('ignores blank headings without a word, as Excel leaves them behind a table', async () => {
    const [header, row] = aFile(aRow()).split('\r\n');
    expect(await checked(`${header},,\r\n${row},,\r\n`)).toMatchObject({ accepted: 1, codes: [] });
  });

  it('says once that something stands under a blank heading: nobody reads it', async () => {
    const [header, first, second] = aFile(aRow(), aRow()).split('\r\n');
    const result = await checked(`${header},,\r\n${first},a note,\r\n${second},another,\r\n`);
    expect(result).toMatchObject({ accepted: 2, problems: [{ code: 'heading-blank', row: 2, column: 'S' }] });
  });

  it.each([
    'テナントID（必須）',
    '※テナントID',
    '＊テナントＩＤ',
    '【必須】テナントID',
    '[必須]\nテナントID',
    'ﾃﾅﾝﾄID\r\n(半角英数字40文字以内)',
    '1. テナントID',
    '①テナントID',
    '★テナント　ID',
    '[1]テナントID',
    '<必須>テナントID',
    '<required>tenant_id',
    'テナントID ※必須',
    '必須 テナントID',
    'tenant_id (required)',
    'Tenant ID required',
  ])('reads %j, as people mark and number what they want filled in', async (heading) => {
    const quoted = heading.includes('\n') ? `"${heading}"` : heading;
    expect(await checked(withHeadings((name) => (name === 'tenant_id' ? quoted : name)))).toMatchObject({
      accepted: 1,
      codes: [],
    });
  });

  it.each(['プライマリユーザーアカウントのメールアドレス', 'ﾌﾟﾗｲﾏﾘﾕ-ｻﾞｱｶｳﾝﾄのﾒｰﾙｱﾄﾞﾚｽ'])(
    'reads %s: a long vowel more, or a hyphen for it, is the same word',
    async (heading) => {
      expect(await checked(withHeadings((name) => (name === 'primary_email' ? heading : name)))).toMatchObject({
        accepted: 1,
      });
    },
  );

  it.each([
    'Apex Central Login URL',
    'ＡＰＥＸ　Ｃｅｎｔｒａｌ　Login　URL',
    'Apex Central ログイン URL',
    'Apex Central URL',
  ])('reads %s: Japanese and English are mixed as the console is called', async (heading) => {
    const file = withHeadings((name) => (name === 'apex_central_url' ? heading : name));
    expect(await checked(file)).toMatchObject({ accepted: 1, codes: [] });
  });

  it.each([
    ['company', 'company_name'],
    ['通知先メール', '通知先メールアドレス'],
    ['CLPログイン', 'CLPログインID'],
    ['案言内語', '案内言語'],
  ])(
    'suggests for %s the only heading that begins so, or that two characters changed places in',
    async (heading, meant) => {
      const { problems } = await checked(withHeadings((name) => (name === 'region' ? heading : name)));
      expect(problems).toMatchObject([{ code: 'column-ignored', whatToDo: { en: `did you mean "${meant}"?` } }]);
    },
  );

  it.each(['con', '番号', '備考'])('suggests nothing for %s, which several begin with, or none', async (heading) => {
    const { problems } = await checked(withHeadings((name) => (name === 'region' ? heading : name)));
    expect(problems).toMatchObject([{ code: 'column-ignored', whatToDo: { en: 'nothing, if that is meant' } }]);
  });

  it('says that it read a heading with a note that may mean something else', async () => {
    const result = await checked(withHeadings((name) => (name === 'region' ? '地域（旧）' : name)));
    expect(result).toMatchObject({ accepted: 1, problems: [{ code: 'heading-has-note', value: '地域（旧）' }] });
  });

  it.each([
    ['作業開始可能日時 ※JST', 'not_before'],
    ['作業時間帯 ※JST', 'window'],
    ['作業時間帯：JST', 'window'],
    ['作業時間帯 - JST', 'window'],
    ['作業時間帯\r\n（任意）', 'window'],
    ['作業開始可能日時（日本時間）', 'not_before'],
    ['作業開始可能日時(UTC+9)', 'not_before'],
    ['作業開始可能日時＊１', 'not_before'],
    ['作業時間帯 例：22:00-05:00', 'window'],
    ['not_before JST', 'not_before'],
    ['Window [HH:MM-HH:MM]', 'window'],
    ['テナントID 半角英数', 'tenant_id'],
    ['No.1 テナントID', 'tenant_id'],
    ['※必須：テナントID', 'tenant_id'],
    ['通知先メールアドレス ＊複数可', 'notify_emails'],
    ['通知先メールアドレス複数可', 'notify_emails'],
    ['プライマリユーザアカウントの\nメールアドレス\n※必須', 'primary_email'],
  ])('reads %j as %s without a word: what is around the heading tells how to fill it in', async (heading, name) => {
    const file = withHeadings((column) => (column === name ? `"${heading}"` : column));
    expect(await checked(file)).toMatchObject({ accepted: 1, codes: [] });
  });

  it('reads the hours of a press under a heading with a note: to ignore them is to press at once', async () => {
    const file = aFile(aRow({ not_before: '2026-12-05T22:00+09:00', window: '22:00-05:00 Asia/Tokyo' }))
      .replace('not_before', '作業開始可能日時 ※JST')
      .replace('window', '作業時間帯 ※JST');
    const window = { from: '22:00', to: '05:00', zone: 'Asia/Tokyo' };
    expect((await checked(file)).tenants).toMatchObject([{ notBefore: '2026-12-05T13:00:00.000Z', window }]);
  });

  it.each([
    ['テナントID\n※マスター', 'tenant_id'],
    ['作業開始可能日時（最短）', 'not_before'],
    ['通知先メールアドレス(CC)', 'notify_emails'],
    ['CLPログインID ※マスターアカウント', 'clp_login_id'],
    ['Apex CentralログインURL（https://～）', 'apex_central_url'],
  ])('reads %j as %s and says so: the note may mean something', async (heading, name) => {
    const file = withHeadings((column) => (column === name ? `"${heading}"` : column));
    expect(await checked(file)).toMatchObject({ accepted: 1, codes: ['heading-has-note'] });
  });

  it.each([
    ['プライマリメールアドレス', 'primary_email'],
    ['プライマリ E-mail（必須）', 'primary_email'],
    ['Primary user email address', 'primary_email'],
    ['Apex CentralのURL', 'apex_central_url'],
    ['Apex Central の URL', 'apex_central_url'],
    ['Apex Central console URL', 'apex_central_url'],
    ['ユーザアカウント', 'user_accounts'],
    ['ユーザーアカウント一覧', 'user_accounts'],
    ['通知先', 'notify_emails'],
    ['通知先のメールアドレス', 'notify_emails'],
    ['Notification e-mail addresses', 'notify_emails'],
    ['承認者', 'approver_email'],
    ['承認者のメールアドレス ※同意を取得する方', 'approver_email'],
    ["Approver's email", 'approver_email'],
    ['同意書番号', 'consent_reference'],
    ['同意書No.', 'consent_reference'],
    ['Consent number', 'consent_reference'],
    ['同意者', 'consent_by'],
    ['同意年月日', 'consent_on'],
    ['Date of consent', 'consent_on'],
    ['作業開始日時 ※JST', 'not_before'],
    ['Start date', 'not_before'],
    ['作業可能時間帯', 'window'],
    ['Maintenance window', 'window'],
    ['顧客名', 'company_name'],
    ['Customer name', 'company_name'],
    ['担当者名', 'contact_name'],
    ['CLP ID', 'clp_login_id'],
    ['CLPアカウント', 'clp_login_id'],
    ['Customer Licensing PortalのログインID', 'clp_login_id'],
    ['顧客ID', 'tenant_id'],
    ['Customer ID', 'tenant_id'],
    ['License Type', 'licence_channel'],
    ['契約形態', 'licence_channel'],
    ['言語', 'language'],
    ['操作方法', 'hands'],
    ['リージョン', 'region'],
    ['Data center region', 'region'],
  ])('reads %s as %s, with a notice: that is how people call it', async (heading, name) => {
    const result = await checked(withHeadings((column) => (column === name ? heading : column)));
    expect(result).toMatchObject({
      accepted: 1,
      problems: [{ code: 'heading-in-short', column: name, value: heading }],
    });
  });

  it('has no short form of two columns', () => {
    for (const [name, forms] of Object.entries(SHORT_FORMS))
      for (const form of forms) expect([form, columnOfHeading(form)?.name]).toEqual([form, name]);
  });

  it('takes the heading of the template where a short form stands beside it', async () => {
    const result = await checked(withHeadings((name) => (name === 'hands' ? '通知先' : name)));
    expect(result).toMatchObject({ accepted: 1, codes: ['column-ignored'] });
    expect(result.tenants[0]?.notifyEmails).toEqual(['stakeholder@example.com']);
  });

  it.each([
    ['作業時間帯を記入してください', '作業時間帯'],
    ['作業時間帯ご希望', '作業時間帯'],
    ['希望する作業時間帯', '作業時間帯'],
    ['作業時間帯２', '作業時間帯'],
    ['作業時間帯 ※この時間は作業不可', '作業時間帯'],
    ['作業時間帯（終了）', '作業時間帯'],
    ['作業時間体', '作業時間帯'],
    ['作業開始可能日時より前には作業しないでください。'.repeat(20), '作業開始可能日時'],
    ['移行開始日時の希望', '作業開始可能日時'],
    ['window_open', 'window'],
    ['notBeforeThis', 'not_before'],
    ['地域コード', '地域'],
    ['programming language', 'language'],
    ['会社名・部署名', 'お客様会社名'],
    ['通知先メールアドレス2', '通知先メールアドレス'],
  ])('refuses the file for %s, which may be %s, and names both: a guess may be wrong', async (heading, known) => {
    const column =
      known === '通知先メールアドレス' ? 'contact_name' : known === 'お客様会社名' ? 'company_name' : 'region';
    const others = withHeadings((name) =>
      name === column ? heading : /^(?:not_before|window|language)$/u.test(name) ? `remarks ${name.length}` : name,
    );
    const { refused, results, faults } = await checked(others);
    expect({ refused, results }).toEqual({ refused: true, results: [] });
    const fault = faults.find(({ code }) => code === 'heading-unclear');
    expect(fault?.value?.slice(0, 20)).toBe(heading.slice(0, 20));
    expect(fault?.message.ja).toContain(`「${known}」`);
    expect(fault?.whatToDo.en).toContain(`"${known}"`);
  });

  it.each(['作業時間帯（UTC）', '作業時間帯 ※現地時間', '作業時間帯 (America/New_York)', 'window (local time)'])(
    'refuses the file for %s: a cell without a time zone would be read as Japan time',
    async (heading) => {
      const { refused, faults } = await checked(withHeadings((name) => (name === 'window' ? heading : name)));
      expect(refused).toBe(true);
      expect(faults).toMatchObject([{ code: 'heading-names-time-zone', column: 'O', value: heading }]);
    },
  );

  it.each([
    '会社名カナ',
    '旧会社名',
    'company_name_kana',
    'Windows',
    'windows_version',
    '承認者名',
    '通知先TEL',
    '契約開始日',
  ])('ignores %s, which is another column where the one it is like is there', async (heading) => {
    const file = withHeadings((name) => (name === 'region' ? heading : name));
    expect(await checked(file)).toMatchObject({ accepted: 1, codes: ['column-ignored'] });
  });

  it('refuses a heading that is there twice with different notes, and says how both are written', async () => {
    const names: Partial<Record<ColumnName, string>> = { window: '作業時間帯 ※JST', region: '作業時間帯（任意）' };
    const { faults } = await checked(withHeadings((name) => names[name] ?? name));
    expect(faults).toMatchObject([{ code: 'column-repeated', column: 'window' }]);
    expect(faults[0]?.message.ja).toContain('O, R列: 作業時間帯 ※JST / 作業時間帯（任意）');
  });

  it('never says that nothing need be done of an ignored column while a needed one is missing', async () => {
    const { problems } = await checked(withHeadings((name) => (name === 'clp_login_id' ? '備考' : name)));
    expect(problems).toMatchObject([
      { code: 'column-missing' },
      { code: 'column-ignored', whatToDo: { en: 'did you mean "clp_login_id"?' } },
    ]);
  });

  it('names for a missing column the heading whose cells look like it', async () => {
    const { problems } = await checked(withHeadings((name) => (name === 'apex_central_url' ? 'サイト' : name)));
    expect(problems[0]).toMatchObject({ code: 'column-missing', column: 'apex_central_url' });
    expect(problems[0]?.whatToDo.ja).toContain('「サイト」');
  });

  it.each([
    ['2026-12-05T22:00+09:00', '"not_before"'],
    ['2026年12月5日 22時', '"not_before"'],
    ['22:00-05:00 Asia/Tokyo', '"window"'],
    ['午後10時～翌朝5時', '"window"'],
    ['22時から5時まで', '"window"'],
    ['helpdesk@example.com', '"notify_emails"'],
    ['a@example.com、b@example.com', '"notify_emails"'],
    ['bbb=bbb@example.com;ccc=ccc@example.com', '"user_accounts"'],
    ['https://abc123.manage.trendmicro.com', '"apex_central_url"'],
    ['ドイツ', '"region"'],
    ['手動', '"hands"'],
  ])('says that an ignored column has cells like %s, without repeating them', async (cell, heading) => {
    const [header, first, second] = aFile(aRow(), aRow()).split('\r\n');
    const result = await checked(`${header},客先希望\r\n${first},\r\n${second},${cell}\r\n`);
    expect(result).toMatchObject({
      accepted: 2,
      problems: [{ code: 'ignored-column-looks-known', row: 1, column: 'S', value: '客先希望' }],
    });
    expect(result.problems[0]?.whatToDo.en).toContain(heading);
    expect(JSON.stringify(result.problems)).not.toContain(cell);
  });

  it('says so of a column without a heading, too', async () => {
    const [header, row] = aFile(aRow()).split('\r\n');
    const result = await checked(`${header},\r\n${row},22:00-05:00\r\n`);
    expect(result.codes).toEqual(['ignored-column-looks-known', 'heading-blank']);
  });

  it('says in which row the headings are when a form stands above them that has a word of ours', async () => {
    const result = await checked(`お客様会社名,例示商事\r\n担当者,見本\r\n${aFile(aRow())}`);
    expect(result).toMatchObject({ refused: true, codes: ['header-missing'] });
    expect(result.problems[0]?.whatToDo.en).toContain('row 3');
  });

  it('takes the heading without a note where both are there', async () => {
    const result = await checked(withHeadings((name) => (name === 'hands' ? '地域（旧）' : name)));
    expect(result).toMatchObject({ accepted: 1, codes: ['column-ignored'] });
  });

  it('says in which row the headings are when a title stands above them', async () => {
    const result = await checked(`移行対象一覧,,\r\n\r\n${aFile(aRow())}`);
    expect(result).toMatchObject({ refused: true, results: [], codes: ['header-missing'] });
    expect(result.problems[0]?.whatToDo.en).toContain('row 3');
  });

  it('sees a secret among the headings below a title', async () => {
    const result = await checked(`移行対象一覧\r\n${aFile(aRow()).replace('region', 'パスワード')}`);
    expect(result.problems).toMatchObject([{ code: 'password-column', row: 2, column: 'R' }]);
  });

  it('says that the headings are garbled, as Excel makes them of UTF-8 that is opened by a double click and saved', async () => {
    const japanese = withHeadings((name) => COLUMNS.find((column) => column.name === name)?.japanese[0] ?? name);
    const garbled = new TextDecoder('shift_jis').decode(Buffer.from(japanese));
    expect(await checked(garbled)).toMatchObject({ refused: true, problems: [{ code: 'headings-garbled', row: 1 }] });
  });

  it('refuses a file without headings and does not repeat its first row, which is data', async () => {
    const result = await checked('t-1,Example,hunter2,a@example.com\r\nt-2,Example,hunter3,b@example.com\r\n');
    expect(result).toMatchObject({ refused: true, codes: ['header-missing'], header: [] });
    expect(JSON.stringify(result)).not.toContain('hunter');
  });

  it('skips our own columns without a word, so that reports can be dropped in again', async () => {
    const [header, row] = aFile(aRow()).split('\r\n');
    const result = await checked(`${header},outcome,reason,理由\r\n${row},migrated,x,y\r\n`);
    expect(result).toMatchObject({ accepted: 1, codes: [] });
  });
});

describe('columns that hold secrets', () => {
  it.each([
    'password',
    'CLP Password',
    'passwd',
    'clp_pwd',
    'ClpPw',
    'ＰＷ',
    '初期PW',
    'P/W',
    'ログインPass',
    'pwd1',
    'パスワ-ド',
    'ﾊﾟｽ ﾜｰﾄﾞ',
    'TOTPシード',
    'seed',
    '合言葉',
    'パスフレーズ',
    'MFAシークレット',
    'パスワード',
    'CLPﾛｸﾞｲﾝﾊﾟｽﾜｰﾄﾞ',
    '初期パス',
    '暗証番号',
    'client secret',
    'API key',
    'pass\u200bword',
    'token',
    'p@ssword',
    'Passw0rd',
    'ログインパス',
    'ユーザーパス',
    'クレデンシャル',
    '認証情報',
    '認証番号',
    '合い言葉',
    '密码',
    '口令',
    '비밀번호',
    'Kennwort',
    'mot de passe',
    'contraseña',
  ])('refuse the file by the heading %s and keep every value to themselves', async (heading) => {
    const [header, row] = aFile(aRow()).split('\r\n');
    const result = await checked(`${header},${heading}\r\n${row},CANARY-7f3a\r\n`);
    expect(result).toMatchObject({ refused: true, results: [], header: [], rows: 0 });
    expect(result.problems).toMatchObject([{ code: 'password-column', column: 'S', value: null }]);
    expect(JSON.stringify(result)).not.toContain('CANARY');
  });

  it('are seen even where the file is separated in a way we do not read', async () => {
    const result = await checked(
      aFile(aRow({ company_name: 'E' }))
        .replace('region', 'パスワード')
        .replaceAll(',', '|'),
    );
    expect(result).toMatchObject({ refused: true, codes: ['password-column'] });
  });

  it('do not echo a first row that is a secret itself', async () => {
    const result = await checked('password=CANARY-7f3a,b\r\nc,d\r\n');
    expect(result.codes).toEqual(['password-column']);
    expect(result.problems.map((one) => describeProblem(one, 'en')).join()).not.toContain('CANARY');
  });

  it.each([
    'bypass list',
    'compass',
    'パスポート番号',
    '秘密保持契約',
    'pinpoint',
    'エクシード担当',
    'seedling',
    'バイパス',
    'キャンパス名',
    'ログインパスポート',
    'システムパス',
  ])('are not seen in %s', async (heading) => {
    const result = await checked(aFile(aRow()).replace('region', heading));
    expect(result).toMatchObject({ accepted: 1, codes: ['column-ignored'] });
  });
});
