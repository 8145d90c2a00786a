import { spawnSync } from 'node:child_process';
import { access, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { aFolder, csvOf, lastLine, run, runJson, SUMMARY_KEYS } from './a-run.ts';

describe('a file that cannot be used', () => {
  it.each([
    ['is missing', 'nowhere.csv', undefined, 'file-unreadable'],
    ['is neither a .csv nor a workbook', 'tenants.ods', 'anything', 'file-not-csv'],
    ['is a damaged workbook', 'tenants.xlsx', 'PK\x03\x04', 'workbook-damaged'],
    ['is empty', 'pilot.csv', '', 'file-empty'],
    ['is empty and called as "Unicode text" is', 'pilot.txt', '', 'file-empty'],
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
    await access(join(json.out, 'reports', json.batchId ?? '', 'rejected.csv'));
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
    await writeFile(join(folder, 'runs'), 'somebody else keeps this here');
    const ended = await runJson(join(folder, 'pilot.csv'), folder);
    expect(ended.code).toBe(1);
    expect(ended.stderr).toContain('--out');
    expect(ended.json.problems).toHaveLength(1);
    await access(join(folder, 'runs'));
  });

  it('begins with --continue where nothing has begun: the last run may have been killed in its first second', async () => {
    const folder = await aFolder({ 'pilot.csv': csvOf({ tenant_id: 't-1' }) });
    const ended = await runJson(join(folder, 'pilot.csv'), join(folder, 'out'), '--continue');
    expect(ended.code).toBe(0);
    expect(ended.json.tenants).toMatchObject([{ outcome: 'migrated' }]);
  });

  it('leaves a run alone that is under way in the same folder, and says who holds it', async () => {
    const folder = await aFolder({ 'pilot.csv': csvOf({ tenant_id: 't-1' }) });
    const [file, out] = [join(folder, 'pilot.csv'), join(folder, 'out')];
    const begun = Promise.withResolvers<void>();
    // At this speed it would take hours.
    const first = run({
      arguments: ['run', file, '--speed', '1', '--json', '--hands', 'scripted', '--out', out],
      onShow: { text: 'ClaimPrimaryAccount', then: begun.resolve },
      kill: { signal: 'SIGINT', when: second() },
    });
    async function second(): Promise<void> {
      await begun.promise;
      const { code, stderr, json } = await runJson(file, out);
      expect(code).toBe(1);
      expect(stderr).toMatch(/in use by npm start \(process \d+ on .+, live view http/u);
      expect(json.problems).toMatchObject([
        { code: 'could-not-run', whatToDo: expect.stringContaining('--out') as string },
      ]);
      expect((await run({ arguments: ['serve', '--out', out] })).stderr).toContain('in use by npm start');
    }
    expect((await first).code).toBe(130);
    const { code, json } = await runJson(file, out, '--continue');
    expect(code).toBe(0);
    expect(json.tenants).toMatchObject([{ outcome: 'migrated', passwordResets: 1, updatePressed: 1 }]);
  });

  it('ends with one sentence when the disk is full, and goes on from there when there is room', async ({ skip }) => {
    const folder = await aFolder({
      'pilot.csv': csvOf({ tenant_id: 't-1' }, { tenant_id: 't-2' }, { tenant_id: 't-3' }),
    });
    const [file, out] = [join(folder, 'pilot.csv'), join(folder, 'out')];
    await mkdir(out);
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=500k', 'tmpfs', out], { encoding: 'utf8' });
    if (mounted.status !== 0) skip(`nothing can be mounted here: ${mounted.stderr}`);
    onTestFinished(() => void spawnSync('umount', [out]));

    const full = await runJson(file, out);
    expect(full.code).toBe(1);
    const last = full.stderr.trimEnd().split('\n').at(-1);
    expect(last).toContain(`nothing more can be written to ${out}`);
    expect(full.stderr).not.toContain('    at ');
    expect(full.json.problems).toMatchObject([{ whatToDo: last }]);

    expect(spawnSync('mount', ['-o', 'remount,size=50m', out]).status).toBe(0);
    const { code, json } = await runJson(file, out, '--continue');
    expect(code).toBe(0);
    expect(json.tenants).toHaveLength(3);
    for (const tenant of json.tenants) {
      expect(tenant).toMatchObject({ passwordResets: 1, transferPressed: 1, updatePressed: 1 });
      // The file is uploaded once more: by then a tenant may have been migrated.
      expect(['migrated', 'skipped']).toContain(tenant.outcome);
    }
  });

  it('ends, and does not hang, when the state it should continue is damaged', async () => {
    const folder = await aFolder({ 'pilot.csv': csvOf({ tenant_id: 't-1' }) });
    const out = join(folder, 'out');
    expect((await runJson(join(folder, 'pilot.csv'), out)).code).toBe(0);
    await writeFile(join(out, 'latest', 'state', 'vendor', 't-1.json'), 'not a tenant');
    const ended = await runJson(join(folder, 'pilot.csv'), out, '--continue');
    expect(ended.code).toBe(1);
    expect(ended.stderr).toContain('t-1.json');
  });
});
