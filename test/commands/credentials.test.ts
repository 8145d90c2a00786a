import { access, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readCredentials } from '../../bin/commands/credentials/read-credentials.ts';
import { DynamoTable } from '../../lambdas/adapters/dynamo/dynamo-table.ts';
import { kmsClient } from '../../lambdas/adapters/kms/client.ts';
import { KmsVault } from '../../lambdas/adapters/kms/kms-vault.ts';
import { Secret } from '../../lambdas/domain/secret.ts';
import type { Purpose, SealedSecret } from '../../lambdas/ports/vault.ts';
import { aFolder } from '../end-to-end/a-run.ts';
import { visionlift, visionliftJson } from './a-command.ts';
import { aStage, OUTPUTS, STAGE } from './a-stage.ts';

const stage = await aStage();
afterAll(() => stage.close());
const { environment } = stage;
const vault = new KmsVault({
  table: new DynamoTable(OUTPUTS.VaultTable),
  kms: kmsClient(),
  keyId: OUTPUTS.VaultKeyArn,
});

const HEADER = 'tenant_id,system,account,secret';
const SEED = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
/** What must never be seen outside of the vault. */
const CANARY = 'Canary-7wK!';

interface Imported {
  imported: number;
  replaced: number;
  tenants: number;
  deleted: boolean;
  problems: { line: number | null; column: string | null; code: string; whatToDo: string }[];
}

const importing = (input: string | Uint8Array, ...flags: string[]) =>
  visionliftJson<Imported>(['credentials', 'import', '-', '--stage', STAGE, ...flags], { environment, input });

const open = async (tenantId: string, purpose: Purpose) => (await vault.open(tenantId, purpose))?.reveal();

describe('credentials import', () => {
  it('seals each secret for its tenant and purpose, exactly as it stands', async () => {
    const lines = [HEADER, "a-1,clp,,'=Aa1!", `a-1,totp,,${SEED}`, 'a-1,apex-central,bbb,"x,y""z"', 'a-2,CLP,,ｐ＠ss'];
    const { json, code } = await importing(`${lines.join('\r\n')}\r\n`);
    expect(json).toEqual({ imported: 4, replaced: 0, tenants: 2, deleted: false, problems: [] });
    expect(code).toBe(0);
    expect(await open('a-1', 'clp-password')).toBe("'=Aa1!");
    expect(await open('a-1', 'totp-seed')).toBe(SEED);
    expect(await open('a-1', 'user-password:bbb')).toBe('x,y"z');
    expect(await open('a-2', 'clp-password')).toBe('ｐ＠ss');
  });

  it('reads what Excel saves on Japanese Windows, with Japanese headings in any order', async () => {
    // パスワード;テナントID;システム;アカウント in CP932.
    const heading =
      '\x83p\x83X\x83\x8f\x81[\x83h;\x83e\x83i\x83\x93\x83gID;\x83V\x83X\x83e\x83\x80;\x83A\x83J\x83E\x83\x93\x83g';
    const { json } = await importing(Buffer.from(`${heading}\r\nsecret-1;b-1;clp;\r\n`, 'latin1'));
    expect(json).toMatchObject({ imported: 1, problems: [] });
    expect(await open('b-1', 'clp-password')).toBe('secret-1');
  });

  it('reads lines that end as on any system, mixed, and the mark at the end of files of old programs', async () => {
    const text = 'tenant_id,system,account,secret\nt-1,clp,,one\r\nt-2,clp,,"two, and"\rt-3,clp,,three\r\n\u001a';
    const { credentials, problems } = await readCredentials(Buffer.from(text));
    expect(problems).toEqual([]);
    expect(credentials.map(({ line, tenantId, secret }) => [line, tenantId, secret.reveal()])).toEqual([
      [2, 't-1', 'one'],
      [3, 't-2', 'two, and'],
      [4, 't-3', 'three'],
    ]);
  });

  it('reports every bad line at once, imports nothing, and repeats nothing of what stands there', async () => {
    const lines = [
      HEADER,
      `c-1,clp,,${CANARY}`,
      `${CANARY} x,clp,,a`,
      `c-2,${CANARY},,${CANARY}`,
      `c-3,apex-central,,${CANARY}`,
      'c-4,clp,,',
      `c-5,clp,, ${CANARY}`,
      `c-6,totp,,${CANARY}`,
      'c-7,clp,,1.23E+11',
      `c-1,clp,,${CANARY}`,
      `c-8,clp,,${CANARY},${CANARY}`,
    ];
    for (const flags of [['--json'], ['--language', 'en'], []]) {
      const words = ['credentials', 'import', '-', '--stage', STAGE, ...flags];
      const ended = await visionlift(words, { environment, input: lines.join('\n') });
      expect(ended.code).toBe(2);
      expect(ended.stdout + ended.stderr).not.toContain('Canary');
      if (flags[0] !== '--json') continue;
      const { problems, imported } = JSON.parse(ended.stdout) as Imported;
      expect(imported).toBe(0);
      expect(problems.map(({ line, column, code }) => [line, column, code])).toEqual([
        [3, 'tenant_id', 'tenant-id-invalid'],
        [4, 'system', 'system-unknown'],
        [5, 'account', 'account-missing'],
        [6, 'secret', 'secret-missing'],
        [7, 'secret', 'secret-invalid'],
        [8, 'secret', 'seed-invalid'],
        [9, 'secret', 'secret-altered'],
        [10, null, 'credential-repeated'],
        [11, null, 'cells-too-many'],
      ]);
    }
    expect(await vault.purposes('c-1')).toEqual([]);
  });

  it.each([
    ['has no header', `t-1,clp,,${CANARY}\n`, 'column-missing'],
    ['is empty', '', 'file-empty'],
    ['has a header only', `${HEADER}\n`, 'file-empty'],
    ['leaves a quotation mark open', `${HEADER}\nt-1,clp,,"${CANARY}\n`, 'file-unparsable'],
    [
      'is damaged',
      Buffer.concat([Buffer.from(`${HEADER}\nt-1,clp,,あ${CANARY}`), Buffer.from([0xe3, 0x0a])]),
      'byte-invalid',
    ],
  ])('refuses a file that %s, without a word of what is in it', async (_what, input, code) => {
    const ended = await importing(input);
    expect(ended.code).toBe(2);
    expect(ended.json.problems.map((problem) => problem.code)).toContain(code);
    expect(ended.stdout + ended.stderr).not.toContain('Canary');
  });

  it('replaces nothing unless it is told to, and tells every line that would', async () => {
    const file = (secret: string) => [HEADER, `d-1,clp,,${secret}`, `d-2,clp,,${secret}`, 'd-3,clp,,new'].join('\n');
    await importing([HEADER, 'd-1,clp,,old', 'd-2,clp,,old'].join('\n'));
    const refused = await importing(file('new'));
    expect(refused.code).toBe(2);
    expect(refused.json.problems.map(({ line, code }) => [line, code])).toEqual([
      [2, 'already-there'],
      [3, 'already-there'],
    ]);
    expect(refused.json.problems[0]?.whatToDo).toContain('--replace');
    expect(await open('d-1', 'clp-password')).toBe('old');
    expect(await vault.purposes('d-3')).toEqual([]);
    expect((await importing(file('new'), '--replace')).json).toMatchObject({ imported: 3, replaced: 2 });
    expect(await open('d-1', 'clp-password')).toBe('new');
  });

  it('deletes the file only where that was said, and reminds of it otherwise', async () => {
    const file = join(await aFolder(), 'passwords.csv');
    await writeFile(file, `${HEADER}\ne-1,clp,,x\n`);
    const words = ['credentials', 'import', file, '--stage', STAGE, '--replace'];
    expect((await visionlift([...words, '--language', 'en'], { environment })).stdout).toContain('Delete the file');
    await access(file);
    expect((await visionliftJson<Imported>([...words, '--delete'], { environment })).json.deleted).toBe(true);
    await expect(access(file)).rejects.toThrow('ENOENT');
  });

  it('asks for a single secret on a terminal only, and never takes one as an argument', async () => {
    const words = ['credentials', 'import', '--tenant', 'f-1', '--system', 'clp', '--stage', STAGE];
    const ended = await visionliftJson<{ error: { code: string } }>(words, { environment, input: `${CANARY}\n` });
    expect(ended.json.error.code).toBe('no-terminal');
    const argument = await visionlift([...words, `--secret=${CANARY}`, '--json'], { environment });
    expect(argument.code).toBe(1);
    expect(argument.stdout + argument.stderr).not.toContain('Canary');
  });

  it('does not ask for a secret where it already knows that the rest is wrong', async () => {
    const words = ['credentials', 'import', '--tenant', 'f-1', '--system', 'apex-central', '--stage', STAGE];
    const { json, code } = await visionliftJson<Imported>(words, { environment });
    expect(code).toBe(2);
    expect(json.problems.map((problem) => problem.code)).toEqual(['account-missing']);
  });
});

describe('credentials list', () => {
  interface Listed {
    tenants: { tenantId: string; secrets: SealedSecret[] }[];
  }

  it('tells what is there and since when, and no value, for one tenant and across all', async () => {
    await importing([HEADER, `g-1,clp,,${CANARY}`, `g-1,apex-central,bbb,${CANARY}`].join('\n'));
    await vault.seal('g-1', 'session:clp', new Secret(CANARY));
    const one = await visionliftJson<Listed>(['credentials', 'list', 'g-1', '--stage', STAGE], { environment });
    expect(one.json.tenants[0]?.secrets.map(({ purpose }) => purpose)).toEqual([
      'clp-password',
      'session:clp',
      'user-password:bbb',
    ]);
    expect(Date.parse(one.json.tenants[0]?.secrets[0]?.sealedAt ?? '')).toBeGreaterThan(Date.now() - 60_000);
    const all = await visionliftJson<Listed>(['credentials', 'list', '--stage', STAGE], { environment });
    const ofIt = all.json.tenants.find(({ tenantId }) => tenantId === 'g-1');
    expect(ofIt?.secrets.map(({ purpose }) => purpose)).toEqual(['clp-password', 'user-password:bbb']);
    const shown = await visionlift(['credentials', 'list', 'g-1', '--stage', STAGE], { environment });
    expect(shown.stdout).toMatch(/^g-1 +clp-password +\d+秒$/mu);
    for (const { stdout } of [one, all, shown]) expect(stdout).not.toContain('Canary');
  });

  it('says so where there is nothing', async () => {
    const words = ['credentials', 'list', 'nobody', '--stage', STAGE, '--language', 'en'];
    expect((await visionlift(words, { environment })).stdout).toBe('There is none.\n');
  });
});

describe('credentials destroy', () => {
  it('destroys what customers gave, and keeps what only we know unless that is said, too', async () => {
    await importing([HEADER, 'h-1,clp,,x', `h-1,totp,,${SEED}`].join('\n'));
    await vault.seal('h-1', 'primary-account-password', new Secret('only ours'));
    const words = ['credentials', 'destroy', 'h-1', '--stage', STAGE];
    const first = await visionliftJson(words, { environment });
    expect(first.json).toEqual({
      tenantId: 'h-1',
      destroyed: ['clp-password', 'totp-seed'],
      kept: ['primary-account-password'],
    });
    expect(await vault.purposes('h-1')).toEqual(['primary-account-password']);
    const second = await visionliftJson([...words, '--everything'], { environment });
    expect(second.json).toMatchObject({ destroyed: ['primary-account-password'], kept: [] });
    expect(await vault.purposes('h-1')).toEqual([]);
  });
});
