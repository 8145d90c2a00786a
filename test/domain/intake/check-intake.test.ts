import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { IntakeRow } from '../../../lambdas/domain/intake/intake-row.ts';
import { standsOut } from '../../../lambdas/domain/intake/stands-out.ts';
import { checkIntake } from '../../../lambdas/domain/intake/check-intake.ts';
import { COLUMNS } from '../../../lambdas/domain/intake/columns.ts';
import { intakeRowSchema } from '../../../lambdas/domain/intake/intake-row.ts';
import { describeProblem } from '../../../lambdas/domain/intake/problems.ts';
import { aFile, aRow, type Checked, checked, cp932, utf16 } from './an-intake.ts';

function rows(good: number, bad: number) {
  return [
    ...Array.from({ length: good }, () => aRow()),
    ...Array.from({ length: bad }, () => aRow({ region: 'eu-wset' })),
  ];
}

describe('the whole file', () => {
  it('is not refused for bad rows when it is small: two slips in three rows are two slips', async () => {
    expect(await checked(aFile(...rows(1, 2)))).toMatchObject({ refused: false, accepted: 1, rejected: 2 });
    expect(await checked(aFile(...rows(0, 1)))).toMatchObject({ refused: false, accepted: 0, rejected: 1 });
  });

  it('is refused when more than half of ten rows are rejected, not at exactly half', async () => {
    expect(await checked(aFile(...rows(5, 5)))).toMatchObject({ refused: false });
    const result = await checked(aFile(...rows(4, 6)));
    expect(result).toMatchObject({ refused: true, rows: 10, accepted: 4, rejected: 6 });
    expect(result.faults.at(-1)).toMatchObject({ code: 'too-many-rejected', row: null, value: '6 / 10' });
  });

  it('takes the share from the setting', async () => {
    expect((await checked(aFile(...rows(9, 1)), { refuseAboveRejectedShare: 0 })).refused).toBe(true);
    expect((await checked(aFile(...rows(0, 10)), { refuseAboveRejectedShare: 1 })).refused).toBe(false);
  });

  it('is refused with the remedy when it has more tenants than allowed, and is read no further', async () => {
    const result = await checked(aFile(...rows(5, 0)), { maxTenants: 3 });
    expect(result).toMatchObject({ refused: true, rows: 3, codes: ['too-many-tenants'] });
    expect(result.problems[0]?.whatToDo.en).toBe('split it into files of at most 3 rows');
    expect(await checked(aFile(...rows(3, 0)), { maxTenants: 3 })).toMatchObject({ refused: false, accepted: 3 });
  });

  it('is refused with the remedy when it has more accounts than can be kept apart, as their table does not grow', async () => {
    const withAccounts = aRow({ user_accounts: 'bbb=bbb@example.com;ccc=ccc@example.com' });
    const result = await checked(aFile(withAccounts, ...rows(2, 0)), { maxKeys: 4 });
    expect(result).toMatchObject({ refused: true, rows: 1, codes: ['too-many-accounts'] });
    expect(result.problems[0]).toMatchObject({
      row: 3,
      whatToDo: { en: 'move this row and those below it to another file' },
    });
    expect(await checked(aFile(withAccounts, ...rows(2, 0)), { maxKeys: 7 })).toMatchObject({ refused: false });
  });

  it('is not read to its end when it has none: who uploads 11 GB is told after the allowed rows', async () => {
    let pieces = 0;
    const endless = (async function* () {
      yield Buffer.from(aFile(aRow()));
      for (;;) {
        pieces++;
        yield Buffer.from(aFile(aRow()).split('\r\n').slice(1).join('\r\n'));
      }
    })();
    const check = checkIntake(endless, { maxTenants: 50 });
    for await (const _ of check);
    expect(check.summary()).toMatchObject({ refused: true, rows: 50 });
    expect(pieces).toBeLessThan(1000);
  });

  it('keeps a bounded list of problems and counts the rest', async () => {
    const bad = aFile(aRow({ region: 'x' }))
      .trimEnd()
      .split('\r\n');
    const file = [bad[0], ...Array.from({ length: 10_500 }, (_, i) => bad[1]?.replace(/^t-\d+/u, `n${i}`))].join(
      '\r\n',
    );
    const result = await checked(file);
    expect(result.rejected).toBe(10_500);
    expect(result.problems).toHaveLength(10_002);
    expect(result.codes.slice(-2)).toEqual(['too-many-rejected', 'more-problems']);
  });

  it('can be checked once', async () => {
    const check = checkIntake((async function* () {})());
    for await (const _ of check);
    expect(check.summary().refused).toBe(true);
    await expect(check[Symbol.asyncIterator]().next()).rejects.toThrow('checked once');
  });
});

describe('problems', () => {
  it('read as one sentence with place, value and remedy, in English and Japanese', async () => {
    const { problems } = await checked(aFile(aRow({ region: 'eu-wset' })));
    const [problem] = problems.filter(({ code }) => code === 'region-unknown');
    expect(problem && describeProblem(problem, 'en')).toBe(
      'row 2, column region: "eu-wset" is not a region we know; use Japan, US, EU, UK, Australia, Canada, India, Singapore, UAE or South Africa',
    );
    expect(problem && describeProblem(problem, 'ja')).toBe(
      '2行目、列「地域」: 「eu-wset」は地域として認識できません。Japan (日本)、US、EU、UK、Australia、Canada、India、Singapore、UAE、South Africaのいずれかを指定してください。',
    );
  });
});

describe('a file with the mark of old programs at its end', () => {
  const files = [aFile(aRow(), aRow()), aFile(aRow(), aRow()).trimEnd()];

  it.each(['cp932', 'utf-8', 'utf-16le'])('loses no row and rejects none, in %s', async (encoding) => {
    for (const file of files) {
      for (const marks of ['\u001a', '\u001a'.repeat(100), '\r\n\u001a']) {
        const text = `${file.replace('Example Trading', '例示')}${marks}`;
        const bytes =
          encoding === 'cp932' ? cp932(text) : encoding === 'utf-8' ? Buffer.from(text) : utf16(`\ufeff${text}`);
        expect(await checked(bytes)).toMatchObject({ encoding, accepted: 2, codes: [] });
        expect(await checked(bytes, { chunkSize: 1 })).toMatchObject({ accepted: 2, codes: [] });
      }
    }
  });

  it.each([
    ['\u001a', 'U+001A'],
    ['\u001c', 'U+001C'],
    ['\u007f', 'U+007F'],
  ])('names the character that is in the file: %j', async (character, name) => {
    const file = aFile(aRow({ company_name: `株式会社${character}例示` }));
    const { faults } = await checked(cp932(file));
    expect(faults).toMatchObject([{ code: 'control-character', value: `株式会社<${name}>例示` }]);
  });
});

describe('shown text, by which programs keep zeros in a spreadsheet', () => {
  const row = (id: string) => aFile(aRow({ tenant_id: 'ID' })).replace('ID', () => id);

  it.each(['="0012"', '"=""0012"""'])('is read from %s', async (id) => {
    const { tenants, codes } = await checked(row(id).replace('tenant_ID', 'tenant_id'));
    expect({ id: tenants[0]?.tenantId, codes }).toEqual({ id: '0012', codes: [] });
  });

  it('is read beside a cell with a delimiter, and one with quotation marks', async () => {
    const file = aFile(aRow({ tenant_id: 'ID', company_name: 'A, B', contact_name: 'Alex "Al" Example' }));
    const { tenants } = await checked(file.replace(/^ID,/mu, '="0012",'));
    expect(tenants).toMatchObject([{ tenantId: '0012', companyName: 'A, B', contactName: 'Alex "Al" Example' }]);
  });
});

describe('two tenants with one Apex Central console', () => {
  const host = 'shared.manage.trendmicro.com';
  const shared = { apex_central_url: `https://${host}` };
  const upper = { apex_central_url: 'HTTPS://Shared.Manage.TrendMicro.com/' };

  it('are both refused: one of them is wrong, and a press cannot be taken back', async () => {
    const result = await checked(aFile(aRow(shared), aRow(), aRow(upper), aRow(shared)));
    expect(result).toMatchObject({ rows: 4, accepted: 1, rejected: 3 });
    expect(result.faults.map(({ code, row, value, message }) => [code, row, value, message.en.slice(-5)])).toEqual([
      ['console-repeated', 2, host, 'row 4'],
      ['console-repeated', 4, host, 'row 2'],
      ['console-repeated', 5, host, 'row 2'],
    ]);
  });

  it('are known to the next reading of the file as each row comes', async () => {
    const file = aFile(aRow(shared), aRow(), aRow(shared));
    const { conflicts, accepted, rejected } = await checked(file);
    const again = await checked(file, { conflicts });
    expect(again).toMatchObject({ accepted, rejected, conflicts });
    expect(again.results.map(({ kind }) => kind)).toEqual(['rejected', 'accepted', 'rejected']);
    expect(again.problems.map(({ message }) => message.en.slice(-5))).toEqual(['row 4', 'row 2']);
  });

  it('are refused where one of them is refused for something else, which comes back corrected', async () => {
    const bad = aRow({ ...shared, region: 'eu-wset' });
    const codes = async (...rows: Parameters<typeof aFile>) => {
      const { faults, rejected } = await checked(aFile(...rows));
      return [rejected, ...faults.map(({ code, row }) => `${code} ${String(row)}`).toSorted()];
    };
    expect(await codes(aRow(shared), bad)).toEqual([2, 'console-repeated 2', 'console-repeated 3', 'region-unknown 3']);
    expect(await codes(bad, aRow(shared))).toEqual([2, 'console-repeated 2', 'console-repeated 3', 'region-unknown 2']);
  });

  it('are a notice that stands out where the setting allows it', async () => {
    const { problems, accepted } = await checked(aFile(aRow(shared), aRow(shared)), { allowSharedConsoles: true });
    expect(accepted).toBe(2);
    expect(problems).toMatchObject([{ code: 'console-shared', row: 3, value: host }]);
    expect(problems.every(standsOut)).toBe(true);
  });

  it('are one tenant where they have one id: the id is repeated, nothing else', async () => {
    const { faults } = await checked(
      aFile(aRow({ ...shared, tenant_id: 'one' }), aRow({ ...shared, tenant_id: 'ONE' })),
    );
    expect(faults).toMatchObject([{ code: 'tenant-id-repeated', row: 3 }]);
  });

  it('are found in the records, too, for every row that is fine by itself', async () => {
    const asked: string[] = [];
    const otherOwners = async (rows: readonly IntakeRow[]) => {
      asked.push(...rows.map(({ tenantId }) => tenantId));
      return new Map([[host, 'old-1']]);
    };
    const file = aFile(aRow({ tenant_id: 'new-1', ...shared }), aRow({ tenant_id: 'bad', region: 'x' }), aRow());
    const result = await checked(file, { otherOwners });
    expect(asked).toEqual(['new-1', expect.stringMatching(/^t-/u)]);
    expect(result).toMatchObject({ accepted: 1, rejected: 2, conflicts: { owned: new Map([[host, 'old-1']]) } });
    const [fault] = result.faults.filter(({ code }) => code === 'console-repeated');
    expect(fault).toMatchObject({ row: 2, value: host });
    expect(fault?.whatToDo.ja).toContain('visionlift forget old-1');
    const { conflicts } = result;
    expect(await checked(file, { conflicts })).toMatchObject({ accepted: 1, rejected: 2 });
    expect(await checked(file, { otherOwners, allowSharedConsoles: true })).toMatchObject({
      accepted: 2,
      rejected: 1,
      problems: [{ code: 'console-shared' }, { code: 'region-unknown' }],
    });
  });
});

it('says of two tenants with one CLP sign-in name, which stands out: they may be one customer', async () => {
  const login = { clp_login_id: 'shared-login' };
  const { problems, accepted } = await checked(aFile(aRow(login), aRow(), aRow(login)));
  expect(accepted).toBe(3);
  expect(problems).toMatchObject([{ code: 'login-repeated', severity: 'notice', row: 4, value: 'shared-login' }]);
  expect(problems[0]?.message.en).toContain('row 2');
  expect(problems.every(standsOut)).toBe(true);
});

describe('any bytes', () => {
  function expectSound(result: Checked): void {
    expect(result.refused).toBe(result.faults.some(({ severity }) => severity === 'file'));
    if (!result.refused) {
      expect(result.rows).toBe(result.accepted + result.rejected);
      expect(result.results.length).toBe(result.rows);
    }
    for (const row of result.results) {
      if (row.kind === 'accepted') {
        intakeRowSchema.parse(row.tenant);
      } else {
        expect(row.problems.some(({ severity }) => severity === 'row')).toBe(true);
      }
    }
    expect(result.rows === 0).toBe(result.accepted + result.rejected === 0);
  }

  it('end in rows or in problems, never in an exception', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.integer({ min: 1, max: 50 }), async (bytes, chunkSize) => {
        const result = await checked(bytes, { chunkSize });
        expectSound(result);
        expect(result.refused).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('do so behind a good header, in every encoding', async () => {
    const header = Buffer.from(`${COLUMNS.map(({ name }) => name).join(',')}\r\n`);
    const japanese = `${COLUMNS.map(({ japanese: [heading] }) => heading).join(',')}\r\n`;
    const beginnings = [
      header,
      Buffer.from(japanese),
      cp932(japanese),
      utf16(`\ufeff${japanese}`),
      utf16(japanese, true),
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...beginnings),
        fc.uint8Array({ maxLength: 200 }),
        fc.integer({ min: 1, max: 50 }),
        async (beginning, bytes, chunkSize) => {
          expectSound(await checked(Buffer.concat([beginning, bytes]), { chunkSize }));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('do so with any text in any cell', async () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.constantFrom('=1+1', '#N/A', '2026-02-31', '22:00-05:00 ', 'a=b;c', 'https://', 'a@b.co', '\u200b', '"', '\r'),
    );
    const cells = fc.dictionary(fc.constantFrom(...COLUMNS.map(({ name }) => name)), text, { maxKeys: 4 });
    await fc.assert(
      fc.asyncProperty(cells, async (changed) => {
        const result = await checked(aFile(aRow(changed)).toWellFormed(), { now: new Date('2026-12-01T00:00Z') });
        expectSound(result);
        expect(result.refused).toBe(false);
      }),
      { numRuns: 400 },
    );
  });

  it('mean the same however they are cut into chunks', async () => {
    const file = Buffer.from(aFile(...rows(3, 2), aRow({ company_name: '株式会社"例示"' })).replace('Trading', 'Tr"a'));
    const whole = await checked(file);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 200 }), async (chunkSize) => {
        expect(await checked(file, { chunkSize })).toEqual(whole);
      }),
      { numRuns: 30 },
    );
  });
});
