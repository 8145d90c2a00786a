import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildSync } from 'esbuild';
import { bundles, writeBundle, type BundleName } from '../lib/bundles.ts';
import { median, type Figures, type Section } from './section.ts';

const RUNS = 3;

/** The clients that every function of a tenant's machine has, and nothing else. */
const CLIENTS = `
export { DynamoDBClient, GetItemCommand, PutItemCommand, UpdateItemCommand, QueryCommand, DeleteItemCommand } from '@aws-sdk/client-dynamodb';
export { KMSClient, EncryptCommand, DecryptCommand, GenerateMacCommand } from '@aws-sdk/client-kms';
export { S3Client, GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
export { SESClient, SendEmailCommand } from '@aws-sdk/client-ses';
export { SFNClient, SendTaskSuccessCommand, StartExecutionCommand, DescribeExecutionCommand } from '@aws-sdk/client-sfn';
`;

/** What a cold start loads: each function as it is deployed, without a browser, against the SDK's clients alone. */
export const imports: Section = {
  name: 'imports',
  what: `import of every function as it is deployed with operator hands, processor time in a fresh process, median of ${String(RUNS)}; compared with a bundle of the SDK's clients that they use`,
  run: async () => {
    const directory = mkdtempSync(path.join(tmpdir(), 'visionlift-imports-'));
    try {
      const clients = bundleOfClients(directory);
      const names = [...bundles({ hands: 'operator' }).keys()].filter((name) => name.startsWith('handlers/'));
      for (const name of names) writeBundle(directory, name, { hands: 'operator' });
      const files = names.map((name) => fileOf(directory, name));
      const times = new Map<string, number[]>();
      // In turn, so that all meet the same moods of the machine.
      for (let run = 0; run < RUNS; run++) {
        for (const file of [clients, ...files]) times.set(file, [...(times.get(file) ?? []), millisecondsOf(file)]);
      }
      const alone = median(times.get(clients) ?? []);
      const figures = names.map((name): [string, number] => [name, median(times.get(fileOf(directory, name)) ?? [])]);
      const [slowest = ['', Number.NaN]] = [...figures].sort(([, a], [, b]) => b - a);
      const sizes = names.map((name) => gzipSync(bundles({ hands: 'operator' }).get(name)?.code ?? '').length / 1000);
      return {
        clients: { says: 'the clients alone', value: alone, unit: 'ms' },
        median: { says: 'a handler, median of all', value: median(figures.map(([, time]) => time)), unit: 'ms' },
        slowest: { says: `the slowest, ${slowest[0].replace('handlers/', '')}`, value: slowest[1], unit: 'ms' },
        overClients: { says: 'the slowest over the clients', value: slowest[1] / alone, unit: 'x', atMost: 1.5 },
        kilobytes: { says: 'a handler, minified and gzipped, the largest', value: Math.max(...sizes), unit: 'kB' },
      } satisfies Figures;
    } finally {
      rmSync(directory, { recursive: true });
    }
  },
};

function bundleOfClients(directory: string): string {
  const { outputFiles } = buildSync({
    stdin: { contents: CLIENTS, resolveDir: import.meta.dirname },
    bundle: true,
    write: false,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    mainFields: ['module', 'main'],
    minify: true,
    keepNames: true,
    logLevel: 'warning',
  });
  const file = path.join(directory, 'clients.js');
  writeFileSync(file, outputFiles[0]?.contents ?? '');
  return file;
}

function fileOf(directory: string, name: BundleName): string {
  return path.join(directory, `${path.basename(name)}.js`);
}

/** Processor time, because this machine may have other things to do. */
function millisecondsOf(file: string): number {
  const script = `const { user, system } = process.cpuUsage(); require(${JSON.stringify(file)}); const after = process.cpuUsage(); process.stdout.write(String((after.user + after.system - user - system) / 1000)); process.exit()`;
  const child = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' });
  if (child.status !== 0) throw new Error(`${file} cannot be loaded:\n${child.stderr}`);
  return Number(child.stdout);
}
