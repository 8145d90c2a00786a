import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { startEmbeddedAws } from '../../../local/aws/embedded-aws.ts';
import { aClientOf } from './a-client-of.ts';

const OPTIONS = { buckets: ['visionlift-intake'], keys: ['alias/visionlift-vault'] };

const run = promisify(execFile);

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'visionlift-test-'));
});

afterEach(() => rm(directory, { recursive: true }));

/** Resolves when the process has ended by itself; nothing of the services may keep it alive. */
async function runInAChild(environment: Record<string, string> = {}): Promise<{ stdout: string; stderr: string }> {
  return run(process.execPath, [join(import.meta.dirname, 'a-process-with-aws.ts'), directory], {
    env: { PATH: process.env['PATH'], ...environment },
    timeout: 20_000,
  });
}

describe('the environment', () => {
  test('alone leads clients without any setting to all services, which print nothing and let the process end', async () => {
    const { stdout, stderr } = await runInAChild();

    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toMatchObject({
      dynamoDb: [],
      s3: 'content',
      ses: ['件名'],
      kms: 'secret',
      heard: ['a b.csv'],
    });
  });

  test("wins over the user's own AWS settings, so that nothing ever goes to a real account", async () => {
    const config = join(directory, 'config');
    const settings = [
      'region = us-east-1',
      'endpoint_url = http://127.0.0.1:9',
      'ignore_configured_endpoint_urls = true',
      'use_fips_endpoint = true',
      'use_dualstack_endpoint = true',
    ];
    await writeFile(config, ['[default]', ...settings, '[profile production]', ...settings].join('\n'));
    const credentials = join(directory, 'credentials');
    await writeFile(credentials, '[production]\naws_access_key_id = AKIAREAL\naws_secret_access_key = real\n');

    const { stdout } = await runInAChild({
      AWS_PROFILE: 'production',
      AWS_SESSION_TOKEN: 'real',
      AWS_CONFIG_FILE: config,
      AWS_SHARED_CREDENTIALS_FILE: credentials,
      AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true',
      AWS_USE_FIPS_ENDPOINT: 'true',
      AWS_USE_DUALSTACK_ENDPOINT: 'true',
    });

    expect(JSON.parse(stdout)).toMatchObject({
      s3: 'content',
      kms: 'secret',
      credentials: { accessKeyId: 'EMBEDDED' },
    });
    expect(stdout).not.toContain('real');
  });

  test('names addresses of this computer only', async () => {
    const aws = await startEmbeddedAws(OPTIONS);

    for (const [name, value] of Object.entries(aws.environment)) {
      if (name.startsWith('AWS_ENDPOINT_URL')) expect(value).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    }

    await aws.close();
  });
});

test('closes within a second while clients keep their connections alive, and may be closed twice', async () => {
  const aws = await startEmbeddedAws(OPTIONS);
  await new DynamoDBClient(aClientOf(aws.dynamoDb.url)).send(new ListTablesCommand({}));
  await Promise.all(
    Object.values(aws.environment)
      .filter((value) => value.startsWith('http'))
      .map((url) => fetch(url)),
  );
  const start = performance.now();

  await aws.close();
  await aws.close();

  expect(performance.now() - start).toBeLessThan(1000);
  await expect(fetch(aws.s3.url)).rejects.toThrow('fetch failed');
});

test('closes again what it had started when one service cannot start', async () => {
  await expect(startEmbeddedAws({ ...OPTIONS, buckets: ['not/a/../../bucket\0'], directory })).rejects.toThrow();

  const aws = await startEmbeddedAws({ ...OPTIONS, directory });
  await aws.close();
});
