import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { bundles, writeBundle } from '../lib/bundles.ts';
import { median, type Figures, type Section } from './section.ts';
import { buildSync } from 'esbuild';

/** What each package of the SDK is loaded for besides its commands. */
const NAMES: Readonly<Record<string, string>> = {
  'client-dynamodb': 'DynamoDBClient',
  'client-kms': 'KMSClient',
  'client-s3': 'S3Client',
  'client-ses': 'SESClient',
  'client-sfn': 'SFNClient',
  'lib-storage': 'Upload',
};

/** A module of the clients and commands among the files of a bundle, and of nothing else. */
export function clientsIn(files: readonly string[]): string {
  const commands = files.flatMap((file) => {
    const [, name, command] =
      /@aws-sdk\/(client-\w+|lib-storage)\/.*?(?:commands\/(\w+Command))?\.js$/u.exec(file) ?? [];
    return name === undefined ? [] : [{ name, command }];
  });
  return [...Map.groupBy(commands, ({ name }) => name)]
    .map(([name, of]) => {
      const client = NAMES[name];
      if (client === undefined) throw new Error(`the benchmark does not know what @aws-sdk/${name} is loaded for`);
      const wanted = of.flatMap(({ command }) => command ?? []);
      return `export { ${[client, ...wanted.sort()].join(', ')} } from '@aws-sdk/${name}';`;
    })
    .sort()
    .join('\n');
}

/** That module as anybody would bundle it for Lambda. */
export function clientsAlone(contents: string): Uint8Array {
  const { outputFiles } = buildSync({
    stdin: { contents, resolveDir: import.meta.dirname },
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
  return outputFiles[0]?.contents ?? new Uint8Array();
}

const RUNS = 9;

/** What a cold start loads: each function as it is deployed, without a browser, against the SDK's clients alone that it has. */
export const imports: Section = {
  name: 'imports',
  what: `import of every handler as it is deployed with operator hands, processor time in a fresh process, median of ${String(RUNS)}; compared, each, with a bundle of nothing but the SDK's clients and commands that it carries, as the SDK comes`,
  run: async () => {
    const directory = mkdtempSync(path.join(tmpdir(), 'visionlift-imports-'));
    try {
      const functions = [...bundles({ hands: 'operator' })].map(([name, bundle]) => {
        writeBundle(directory, name, bundle);
        const file = path.join(directory, `${path.basename(name)}.js`);
        return { name, file, bundle, clients: bundleOf(directory, clientsIn(bundle.files)) };
      });
      const times = new Map<string, number[]>();
      // In turn, so that all meet the same moods of the machine; a function and its clients one after the other.
      for (let run = 0; run < RUNS; run++) {
        for (const { file, clients } of functions)
          for (const each of [clients, file]) times.set(each, [...(times.get(each) ?? []), millisecondsOf(each)]);
      }
      const timeOf = (file: string): number => median(times.get(file) ?? []);
      const figures = functions.map(({ name, file, clients, bundle }) => ({
        name: path.basename(name),
        isHandler: name.startsWith('handlers/'),
        alone: timeOf(clients),
        time: timeOf(file),
        over: timeOf(file) / timeOf(clients),
        kilobytes: gzipSync(bundle.code).length / 1000,
      }));
      const [handlers, triggers] = [
        figures.filter(({ isHandler }) => isHandler),
        figures.filter((of) => !of.isHandler),
      ];
      const mostOf = (some: typeof figures, by: 'time' | 'over') => some.reduce((a, b) => (b[by] > a[by] ? b : a));
      const [slowest, most, trigger] = [mostOf(handlers, 'time'), mostOf(handlers, 'over'), mostOf(triggers, 'over')];
      const medianOf = (by: 'alone' | 'time' | 'over') => median(handlers.map((each) => each[by]));
      return {
        clients: { says: 'the clients alone, median of all', value: medianOf('alone'), unit: 'ms' },
        median: { says: 'a handler, median of all', value: medianOf('time'), unit: 'ms' },
        slowest: { says: `the slowest, ${slowest.name}`, value: slowest.time, unit: 'ms' },
        overMedian: { says: 'a handler over its clients, median of all', value: medianOf('over'), unit: 'x' },
        overClients: { says: `the most over its clients, ${most.name}`, value: most.over, unit: 'x', atMost: 1.5 },
        trigger: { says: `of what is no state, ${trigger.name}`, value: trigger.over, unit: 'x' },
        kilobytes: {
          says: 'a handler, minified and gzipped, the largest',
          value: Math.max(...handlers.map(({ kilobytes }) => kilobytes)),
          unit: 'kB',
        },
        ...figures.map(rowsOf).reduce((all, some) => ({ ...all, ...some }), {}),
      } satisfies Figures;
    } finally {
      rmSync(directory, { recursive: true });
    }
  },
};

/** A function by itself: what it takes to load, and how large it is. */
function rowsOf({ name, time, kilobytes }: { name: string; time: number; kilobytes: number }): Figures {
  return {
    [`${name}.time`]: { says: `\`${name}\``, value: time, unit: 'ms' },
    [`${name}.kilobytes`]: { says: `\`${name}\`, minified and gzipped`, value: kilobytes, unit: 'kB' },
  };
}

/** One file for handlers that have the same clients. */
function bundleOf(directory: string, clients: string): string {
  const file = path.join(directory, `clients-${createHash('sha256').update(clients).digest('hex').slice(0, 8)}.js`);
  writeFileSync(file, clientsAlone(clients));
  return file;
}

/** Processor time, because this machine may have other things to do. */
function millisecondsOf(file: string): number {
  const script = `const { user, system } = process.cpuUsage(); require(${JSON.stringify(file)}); const after = process.cpuUsage(); process.stdout.write(String((after.user + after.system - user - system) / 1000)); process.exit()`;
  const child = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' });
  if (child.status !== 0) throw new Error(`${file} cannot be loaded:\n${child.stderr}`);
  return Number(child.stdout);
}
