import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { STAGE } from '../test/commands/a-stage.ts';
import { BATCH, ENDED, HANDED_OVER_FROM, MANY, stageOfMany, tellOf, TO_RELEASE } from './commands-stage.ts';
import { manyTenants, tenantIdOf } from './many-tenants.ts';
import { median, type Figures, type Section } from './section.ts';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Says on descriptor 3 what the process took, when it ends. */
const COUNTED =
  'data:text/javascript,import { writeSync } from "node:fs"; process.on("exit", () => { const { userCPUTime, systemCPUTime } = process.resourceUsage(); writeSync(3, String((userCPUTime + systemCPUTime) / 1e6)); });';

interface Took {
  /** From the start of its process to its end; of one that goes on, to its first output. */
  seconds: number;
  cpuSeconds: number;
  stdout: string;
}

interface Command {
  words: readonly string[];
  environment: Readonly<Record<string, string>>;
  cwd: string;
  /** Ends it by Ctrl-C once it has said something. */
  untilFirstOutput?: boolean;
}

/** Runs Node with these words, in a process of its own as a shell does, and fails where it fails. */
async function runCommand({ words, environment, cwd, untilFirstOutput }: Command): Promise<Took> {
  const started = performance.now();
  const child = spawn(process.execPath, ['--import', COUNTED, ...words], {
    cwd,
    env: { ...process.env, NO_COLOR: '1', LANG: 'en', ...environment },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  const since = (): number => (performance.now() - started) / 1000;
  const [out, error, counted] = [child.stdout, child.stderr, child.stdio[3]] as [Readable, Readable, Readable];
  const read = Promise.all([text(out), text(error), text(counted)]);
  let seconds: number | undefined;
  if (untilFirstOutput) {
    out.once('data', () => {
      seconds = since();
      child.kill('SIGINT');
    });
  }
  const [code] = (await once(child, 'exit')) as [number | null];
  seconds ??= since();
  const [stdout, stderr, cpuSeconds] = await read;
  if (code !== 0 && !(untilFirstOutput && code === 130)) {
    throw new Error(`${words.slice(1).join(' ')} ended with ${String(code)}: ${stderr}${stdout.slice(0, 500)}`);
  }
  return { seconds, cpuSeconds: Number(cpuSeconds), stdout };
}

const VISIONLIFT = `${ROOT}bin/visionlift.js`;

const RUNS = 3;

/** One command as it is typed; `n` counts its runs, so that each may have a tenant of its own. */
interface Typed {
  name: string;
  words: (n: number) => string[] | Promise<string[]>;
  untilFirstOutput?: boolean;
}

/** Every command of the operator's tool, as a process of its own, against a stage with ten thousand tenants. */
export const commands: Section = {
  name: 'commands',
  what: `every command of visionlift against a stage with ${MANY.toLocaleString('en')} tenants in one batch under way, of which a pause holds 100, and as many in one that is over, over the embedded services, which share this computer's processors; as text and as JSON, median of ${String(RUNS)} each, the slower of the two; processor time is that of the command's process alone`,
  run: async () => {
    const folder = await mkdtemp(join(tmpdir(), 'visionlift-bench-commands-'));
    const stage = await stageOfMany();
    try {
      const run = (words: readonly string[], more = {}): Promise<Took> =>
        runCommand({ words, environment: stage.environment, cwd: folder, ...more });
      const measured: [string, Took[][]][] = [
        ['nothing', [await times(() => run(['-e', '0']))]],
        ['help', [await times(() => run([VISIONLIFT, '--help']))]],
      ];
      for (const { name, words, untilFirstOutput } of await everyCommand(folder, run)) {
        const forms = [];
        for (const form of [[], ['--json']]) {
          forms.push(
            await times(async (n) =>
              run([VISIONLIFT, ...(await words(n + forms.length * RUNS)), ...form], { untilFirstOutput }),
            ),
          );
        }
        measured.push([name, forms]);
      }
      return Object.fromEntries(measured.flatMap(([name, forms]) => figuresOf(name, forms))) satisfies Figures;
    } finally {
      await stage.close();
      await rm(folder, { recursive: true });
    }
  },
};

async function times(run: (n: number) => Promise<Took>): Promise<Took[]> {
  const all: Took[] = [];
  for (let n = 0; n < RUNS; n++) all.push(await run(n));
  return all;
}

const SAYS: Readonly<Record<string, string>> = {
  nothing: "Node's own start",
  help: 'the start, the imports and the help',
};

function figuresOf(name: string, forms: readonly Took[][]): [string, Figures[string]][] {
  const slowest = (value: (took: Took) => number): number => Math.max(...forms.map((form) => median(form.map(value))));
  const says = SAYS[name] ?? `\`${name}\``;
  const key = name.replaceAll(/[^a-z]+/giu, '-');
  const goal = name in SAYS ? {} : { atMost: 1 };
  return [
    [key, { says, value: slowest(({ seconds }) => seconds), unit: 's', ...goal }],
    [
      `${key}-cpu`,
      { says: `${says}, processor time`, value: slowest(({ cpuSeconds }) => cpuSeconds), unit: 's', ...goal },
    ],
  ];
}

type Run = (words: readonly string[]) => Promise<Took>;

async function everyCommand(folder: string, run: Run): Promise<Typed[]> {
  const file = join(folder, 'many.csv');
  const secrets = join(folder, 'secrets.csv');
  await writeFile(file, manyTenants(MANY));
  await writeFile(secrets, `tenant_id,system,account,secret\n${tenantIdOf(0)},clp,,Invented-2\n`);
  await tellOf(Array.from({ length: 2 * RUNS }, (_, n) => HANDED_OVER_FROM + n));
  const on = (...words: string[]): string[] => [...words, '--stage', STAGE];
  const tenant = tenantIdOf(0);
  const typed = (name: string, ...words: string[]): Typed => ({ name, words: () => on(...words) });
  return [
    typed('status', 'status'),
    typed('status BATCH', 'status', BATCH),
    typed('status TENANT', 'status', tenant),
    { ...typed('watch BATCH, to its first picture', 'watch', BATCH), untilFirstOutput: true },
    typed('journal TENANT', 'journal', tenant),
    typed('evidence TENANT', 'evidence', tenant),
    typed('report BATCH', 'report', BATCH),
    typed('retry BATCH', 'retry', ENDED),
    typed('credentials list', 'credentials', 'list'),
    typed('credentials list TENANT', 'credentials', 'list', tenant),
    typed('credentials import FILE', 'credentials', 'import', secrets, '--replace'),
    { name: 'credentials destroy TENANT', words: (n) => on('credentials', 'destroy', tenantIdOf(100 + n), '--yes') },
    { name: 'forget TENANT', words: (n) => on('forget', tenantIdOf(200 + n), '--yes') },
    { name: 'hand-over TENANT', words: (n) => on('hand-over', tenantIdOf(HANDED_OVER_FROM + n)) },
    typed('release BATCH', 'release', TO_RELEASE.at(-1) ?? ''),
    { name: 'release BATCH --yes HASH', words: async (n) => releaseOf(TO_RELEASE[n] ?? '', run, on) },
    typed('pause BATCH', 'pause', BATCH, '--why', 'vendor maintenance'),
    typed('pause --everything', 'pause', '--everything', '--why', 'vendor maintenance'),
    typed('resume --everything', 'resume', '--everything'),
    typed('stop BATCH', 'stop', BATCH, '--why', 'wrong file'),
    { name: `check FILE of ${MANY.toLocaleString('en')} rows`, words: () => ['check', file] },
    { name: `estimate FILE of ${MANY.toLocaleString('en')} rows`, words: () => ['estimate', file] },
    typed(`submit FILE of ${MANY.toLocaleString('en')} rows`, 'submit', file),
  ];
}

async function releaseOf(batchId: string, run: Run, on: (...words: string[]) => string[]): Promise<string[]> {
  const { stdout } = await run([VISIONLIFT, ...on('release', batchId, '--json')]);
  const { hash } = JSON.parse(stdout) as { hash: string };
  return on('release', batchId, '--yes', hash);
}
