import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { afterAll, describe, expect, it } from 'vitest';
import type { Uploaded } from '../../bin/commands/shared/upload.ts';
import type { PublicCheck } from '../../bin/commands/shared/public-check.ts';
import { DynamoConsoleOwners } from '../../lambdas/adapters/dynamo/dynamo-console-owners.ts';
import { DynamoTable } from '../../lambdas/adapters/dynamo/dynamo-table.ts';
import { s3Client } from '../../lambdas/adapters/s3/client.ts';
import { batchIdOf } from '../../lambdas/domain/names.ts';
import { checked } from '../domain/intake/an-intake.ts';
import { aFolder, csvOf, REPOSITORY } from '../end-to-end/a-run.ts';
import { visionlift, visionliftJson } from './a-command.ts';
import { parsed, wordsInShell } from './printed-commands.ts';
import { aStage, cloudFormation, OUTPUTS, STAGE } from './a-stage.ts';

type Submitted = PublicCheck & Uploaded;

const stage = await aStage();
afterAll(() => stage.close());
const { environment } = stage;
const CLEAN = csvOf({ tenant_id: 't-1' }, { tenant_id: 't-2' });

async function aFile(content: string, name = 'pilot.csv'): Promise<string> {
  const path = join(await aFolder(), name);
  await writeFile(path, content);
  return path;
}

async function keysIn(prefix: string): Promise<string[]> {
  const list = new ListObjectsV2Command({ Bucket: OUTPUTS.IntakeBucket, Prefix: prefix });
  return ((await s3Client().send(list)).Contents ?? []).flatMap(({ Key }) => Key ?? []);
}

describe('check --stage', () => {
  it('compares the consoles with those that other tenants have in the records, which check alone cannot', async () => {
    const owners = new DynamoConsoleOwners(new DynamoTable(OUTPUTS.RecordsTable));
    const at = new Date().toISOString();
    await owners.claim({ host: 't-2.manage.trendmicro.com', tenantId: 'other', batchId: 'b--00000001', at });
    await owners.claim({ host: 't-1.manage.trendmicro.com', tenantId: 'T-1', batchId: 'b--00000001', at });
    const file = await aFile(CLEAN);
    expect((await visionlift(['check', file], { environment })).code).toBe(0);
    const { json, code } = await visionliftJson<PublicCheck>(['check', file, '--stage', STAGE], { environment });
    expect(code).toBe(3);
    expect(json).toMatchObject({ accepted: 1, rejected: 1, problems: [{ code: 'console-repeated', row: 3 }] });
    expect(json.problems[0]?.whatToDo).toContain('visionlift forget other');
  });

  it('needs no deployment where only the variable names one', async () => {
    const file = await aFile(CLEAN);
    const { code } = await visionlift(['check', file], { environment: { VISIONLIFT_STAGE: 'nowhere' } });
    expect(code).toBe(0);
  });
});

describe('submit', () => {
  it('uploads the very bytes it checked, and names the batch that start-batch will start for them', async () => {
    const file = await aFile(CLEAN);
    const { json, code } = await visionliftJson<Submitted>(['submit', file, '--stage', STAGE], { environment });
    expect(code).toBe(0);
    expect(json).toMatchObject({ refused: false, accepted: 2, bucket: OUTPUTS.IntakeBucket, dryRun: false });
    expect(json.key).toBe('incoming/pilot.csv');
    expect(json.batchId).toBe(batchIdOf(json));
    expect(json.executionArn).toBe(`${OUTPUTS.MigrateBatchArn.replace('stateMachine', 'execution')}:${json.batchId}`);
    expect(json.page).toContain(encodeURIComponent(json.executionArn));
    const { Body } = await s3Client().send(new GetObjectCommand({ Bucket: json.bucket, Key: json.key }));
    expect(Buffer.from((await Body?.transformToByteArray()) ?? [])).toEqual(await readFile(file));
  });

  it('puts a dry run where nothing is changed at the vendor, and gives the name the end the intake asks for', async () => {
    const file = await aFile(CLEAN.replaceAll(',', '\t'), 'テナント 一覧.txt');
    const words = ['submit', file, '--dry-run', '--stage', STAGE];
    const { json } = await visionliftJson<Submitted>(words, { environment });
    expect(json).toMatchObject({ key: 'dry-run/テナント 一覧.csv', dryRun: true, delimiter: '\t' });
  });

  it('uploads the CSV that the sheet of a workbook comes to, under a name that the intake takes', async () => {
    const words = ['submit', `${REPOSITORY}/test/spreadsheet/files/write-excel-file.xlsx`, '--stage', STAGE];
    const { json, code } = await visionliftJson<Submitted>(words, { environment });
    expect(code).toBe(0);
    expect(json).toMatchObject({ key: 'incoming/write-excel-file.csv', accepted: 2, sheet: '移行対象' });
    const { Body } = await s3Client().send(new GetObjectCommand({ Bucket: json.bucket, Key: json.key }));
    const uploaded = await checked((await Body?.transformToByteArray()) ?? new Uint8Array());
    expect(uploaded).toMatchObject({ refused: false, accepted: 2, encoding: 'utf-8', delimiter: ',' });
  });

  it('prints a command that a terminal understands, of a file with no Latin letter in its name', async () => {
    const file = await aFile(CLEAN, '移行対象（第２弾）.csv');
    const { stdout } = await visionlift(['submit', file, '--stage', STAGE], { environment });
    const printed = /npm run -s visionlift -- (watch .*)/u.exec(stdout)?.[1] ?? '';
    const { words, options } = await parsed(wordsInShell(printed));
    expect(words).toEqual([expect.stringMatching(/^2-+[0-9a-f]{8}$/u)]);
    expect(options).toMatchObject({ stage: STAGE });
  });

  it('uploads nothing of a file that would be refused, says why, and ends with 2', async () => {
    const file = await aFile(CLEAN.replace('primary_email', 'password'), 'refused.csv');
    const words = ['submit', file, '--stage', STAGE];
    const { json, code } = await visionliftJson<Submitted>(words, { environment });
    expect(code).toBe(2);
    expect(json).toMatchObject({ refused: true, batchId: null, key: null });
    expect((await visionlift(words, { environment })).stdout).toContain('受け付けられません');
    expect(await keysIn('incoming/refused')).toEqual([]);
  });

  it('uploads a file with some bad rows, because the others are to go on, and shows them', async () => {
    const file = await aFile(csvOf({ tenant_id: 't-1' }, { tenant_id: 't-2', primary_email: 'none' }), 'some.csv');
    const ended = await visionlift(['submit', file, '--stage', STAGE, '--language', 'en'], { environment });
    expect(ended.code).toBe(0);
    expect(ended.stdout).toContain('1 row is accepted, 1 rejected.');
    expect(ended.stdout).toMatch(
      /Uploaded to stage trial in ap-northeast-1; the batch starts\.\n {2}batch +some--[0-9a-f]{8}\n/u,
    );
    expect(await keysIn('incoming/some')).toEqual(['incoming/some.csv']);
  });
});

describe('a deployment that cannot be reached', () => {
  it.each([
    ['is not named', [], {}, 'no-stage', '--stage NAME'],
    ['is not there', ['--stage', 'nowhere'], {}, 'no-deployment', 'aws sts get-caller-identity'],
    ['is on this computer, and not up', ['--local', '--out', '/nowhere'], {}, 'nothing-is-up', 'npm run local'],
    ['has no region', ['--stage', STAGE], { AWS_REGION: '' }, 'no-region', '--region'],
    [
      'is not there, in the region that its file names',
      ['--stage', 'example'],
      { AWS_REGION: '' },
      'no-deployment',
      'aws',
    ],
    [
      'is asked without credentials',
      ['--stage', STAGE],
      { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' },
      'no-credentials',
      'aws sso login',
    ],
    ['can be no stage', ['--stage', 'a b'], {}, 'stage-name-impossible', 'letters, digits and hyphens'],
    [
      'does not answer',
      ['--stage', STAGE],
      { AWS_ENDPOINT_URL_CLOUDFORMATION: 'http://127.0.0.1:9' },
      'no-answer',
      '--region',
    ],
  ])('ends with 1, what is wrong and the remedy, where it %s', async (_why, words, changed, code, remedy) => {
    const file = await aFile(CLEAN);
    const home = { HOME: '/nowhere', AWS_CONFIG_FILE: '/nowhere', AWS_SHARED_CREDENTIALS_FILE: '/nowhere' };
    const ended = await visionliftJson<{ error: Record<string, string> }>(['submit', file, ...words], {
      environment: { ...environment, ...home, ...changed },
    });
    expect(ended.code).toBe(1);
    expect(Object.keys(ended.json.error)).toEqual(['code', 'message', 'whatToDo']);
    expect(ended.json.error).toMatchObject({ code });
    expect(ended.json.error['whatToDo']).toContain(remedy);
    expect(ended.stderr).toContain(ended.json.error['message']);
    expect(ended.stderr).toContain(remedy);
  });

  it('is told apart from one of an earlier version, whose outputs say less', async () => {
    const older = await cloudFormation({ IntakeBucket: OUTPUTS.IntakeBucket });
    const ended = await visionlift(['submit', await aFile(CLEAN), '--stage', STAGE], {
      environment: { ...environment, AWS_ENDPOINT_URL_CLOUDFORMATION: older.url },
    });
    await older.close();
    expect(ended.code).toBe(1);
    expect(ended.stderr).toContain('RecordsTable');
    expect(ended.stderr).toContain('npx cdk deploy -c stage=trial');
  });
});
