import { access, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { aFolder, csvOf, lastLine, run, runJson, SUMMARY_KEYS } from './a-run.ts';

describe('a file that cannot be used', () => {
  it.each([
    ['is missing', 'nowhere.csv', undefined, 'file-unreadable'],
    ['is not a .csv', 'tenants.xlsx', 'anything', 'file-not-csv'],
    ['is empty', 'pilot.csv', '', 'file-empty'],
    ['has no row', 'pilot.csv', csvOf(), 'rows-missing'],
    ['lacks a column', 'pilot.csv', csvOf({ tenant_id: 't-1' }).replace('primary_email', 'note'), 'column-missing'],
  ])('is refused with 2 when it %s, and still told of in JSON', async (_why, name, content, code) => {
    const folder = await aFolder(content === undefined ? {} : { [name]: content });
    const ended = await runJson(join(folder, name), join(folder, 'out'));
    expect(ended.code).toBe(2);
    expect(Object.keys(ended.json)).toEqual(SUMMARY_KEYS);
    expect(ended.json).toMatchObject({ refused: true, accepted: 0, migrated: 0, tenants: [] });
    expect(ended.json.problems.map((problem) => problem.code)).toContain(code);
    for (const problem of ended.json.problems) {
      expect(Object.keys(problem)).toEqual(['row', 'column', 'value', 'code', 'whatToDo']);
      expect(problem.whatToDo).not.toBe('');
    }
  });
});

describe('rows that cannot be used', () => {
  it('are rejected with row, column, value and remedy, and the others go on', async () => {
    const csv = csvOf(
      { tenant_id: 't-1' },
      { tenant_id: 't-2', primary_email: 'not an address' },
      { tenant_id: 't-3', apex_central_url: 'https://t-3.manage.trendmicro.com.evil.example' },
      { tenant_id: 't-4' },
      { tenant_id: 't-4', primary_email: 'other@t-4.example.com', clp_login_id: 'other' },
    );
    const folder = await aFolder({ 'pilot.csv': csv });
    const { code, json } = await runJson(join(folder, 'pilot.csv'), join(folder, 'out'));
    expect(code).toBe(0);
    expect(json).toMatchObject({ refused: false, rows: 5, migrated: json.accepted });
    expect(json.accepted + json.rejected).toBe(5);
    expect(json.tenants.map(({ tenantId }) => tenantId)).toContain('t-1');
    const at = (row: number, column: string) =>
      json.problems.find((problem) => problem.row === row && problem.column === column);
    expect(at(3, 'primary_email')).toMatchObject({ value: 'not an address' });
    expect(at(4, 'apex_central_url')?.value).toContain('evil.example');
    expect(at(6, 'tenant_id') ?? at(5, 'tenant_id')).toMatchObject({ value: 't-4' });
    await access(join(folder, 'out', 'reports', json.batchId ?? '', 'rejected.csv'));
  });
});

describe('a scenario that cannot be used', () => {
  it('refuses the run with every problem at once: a fault, a field and a tenant that nobody knows', async () => {
    const scenario = {
      tenants: {
        't-1': { faults: ['TEMPORARY_PROBLEMS', 'EXPIRED_LICENCE:2'], licence: { expires: '2026-05-30' } },
        't-9': {},
      },
    };
    const files = { 'pilot.csv': csvOf({ tenant_id: 't-1' }), 'pilot.vendor.json': JSON.stringify(scenario) };
    const folder = await aFolder(files);
    const { code, json } = await runJson(join(folder, 'pilot.csv'), join(folder, 'out'));
    expect(code).toBe(2);
    expect(json.refused).toBe(true);
    expect(json.problems.map(({ column }) => column)).toEqual(
      expect.arrayContaining([
        'tenants.t-9',
        'tenants.t-1.faults.0',
        'tenants.t-1.faults.1',
        'tenants.t-1.licence.expires',
      ]),
    );
    expect(json.problems).toHaveLength(4);
  });
});

describe('a command that cannot run', () => {
  it.each([
    ['an unknown flag', ['--fast']],
    ['a speed that is none', ['--speed', 'quick']],
    ['hands that nobody has', ['--hands', 'robot']],
  ])('ends with 1 for %s and says so on stderr; the last line is JSON all the same', async (_what, flags) => {
    const folder = await aFolder();
    const ended = await run({ arguments: ['run', '--out', join(folder, 'out'), '--json', ...flags] });
    expect(ended.code).toBe(1);
    expect(ended.stderr).toContain(flags.at(-1));
    expect(Object.keys(lastLine(ended))).toEqual(SUMMARY_KEYS);
    await expect(access(join(folder, 'out'))).rejects.toThrow('ENOENT');
  });

  it('leaves a folder alone that holds what is not ours', async () => {
    const folder = await aFolder({ 'pilot.csv': csvOf({ tenant_id: 't-1' }) });
    await writeFile(join(folder, 'state'), 'somebody else keeps this here');
    const ended = await runJson(join(folder, 'pilot.csv'), folder);
    expect(ended.code).toBe(1);
    expect(ended.stderr).toContain('--out');
    expect(ended.json.problems).toHaveLength(1);
    await access(join(folder, 'state'));
  });

  it('begins with --continue where nothing has begun: the last run may have been killed in its first second', async () => {
    const folder = await aFolder({ 'pilot.csv': csvOf({ tenant_id: 't-1' }) });
    const ended = await runJson(join(folder, 'pilot.csv'), join(folder, 'out'), '--continue');
    expect(ended.code).toBe(0);
    expect(ended.json.tenants).toMatchObject([{ outcome: 'migrated' }]);
  });

  it('ends, and does not hang, when the state it should continue is damaged', async () => {
    const folder = await aFolder({ 'pilot.csv': csvOf({ tenant_id: 't-1' }) });
    const out = join(folder, 'out');
    expect((await runJson(join(folder, 'pilot.csv'), out)).code).toBe(0);
    await writeFile(join(out, 'state', 'vendor', 't-1.json'), 'not a tenant');
    const ended = await runJson(join(folder, 'pilot.csv'), out, '--continue');
    expect(ended.code).toBe(1);
    expect(ended.stderr).toContain('t-1.json');
  });
});
