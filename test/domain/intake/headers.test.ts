import { describe, expect, it } from 'vitest';

import { COLUMNS, type ColumnName } from '../../../lambdas/domain/intake/columns.ts';
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
  ])('suggests for %s the only heading that begins so', async (heading, meant) => {
    const { problems } = await checked(withHeadings((name) => (name === 'region' ? heading : name)));
    expect(problems).toMatchObject([{ code: 'column-ignored', whatToDo: { en: `did you mean "${meant}"?` } }]);
  });

  it.each(['con', '番号', '備考'])('suggests nothing for %s, which several begin with, or none', async (heading) => {
    const { problems } = await checked(withHeadings((name) => (name === 'region' ? heading : name)));
    expect(problems).toMatchObject([{ code: 'column-ignored', whatToDo: { en: 'nothing, if that is meant' } }]);
  });

  it('says that it read a heading with a note that may mean something else', async () => {
    const result = await checked(withHeadings((name) => (name === 'region' ? '地域（旧）' : name)));
    expect(result).toMatchObject({ accepted: 1, problems: [{ code: 'heading-has-note', value: '地域（旧）' }] });
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
