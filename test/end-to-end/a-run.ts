import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import type { RunSummary } from '../../local/run/summary.ts';

export const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url));

export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

export interface Runs {
  /** In `bin/`; the embedded run without it. */
  command?: 'local.ts' | 'visionlift.js';
  /** Such as `['run', 'pilot.csv', '--json']`. */
  arguments: readonly string[];
  /** Sends this signal: when the text shows, or when the promise resolves. */
  kill?: { signal: 'SIGINT' | 'SIGKILL'; when: string | Promise<void> };
  /** Called once when the text has shown. */
  onShow?: { text: string; then: () => void };
  /** Told the process id right before the signal is sent. */
  onKill?: (pid: number) => Promise<void>;
  /** Besides this process's own variables; an empty one is taken away. */
  environment?: Readonly<Record<string, string>>;
  /** What it reads on stdin; nothing without it. */
  input?: string | Uint8Array;
  /** Where it is started; the root of the repository without it. */
  cwd?: string;
}

/** Runs a command of the README, from the root of the repository, to its end; killed when the test ends before it. */
export function run({ command = 'local.ts', arguments: words, kill, onShow, onKill, environment, input, cwd }: Runs) {
  const child = spawn(process.execPath, [join(REPOSITORY, 'bin', command), ...words], {
    cwd: cwd ?? REPOSITORY,
    env: { ...process.env, ...environment },
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  // A command that reads nothing may have ended already.
  child.stdin.on('error', () => undefined).end(input);
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      resolve({ code, signal, stdout, stderr });
    });
  });
  if (onShow) void Promise.race([shows(child.stderr, onShow.text), shows(child.stdout, onShow.text)]).then(onShow.then);
  if (!kill) return ended;
  const { signal, when } = kill;
  const isTime = typeof when !== 'string' ? when : Promise.race([shows(child.stderr, when), shows(child.stdout, when)]);
  const killed = isTime.then(async () => {
    if (child.pid !== undefined) await onKill?.(child.pid);
    child.kill(signal);
  });
  // Where it never comes to the moment, its end is what the test learns of.
  return Promise.race([ended, killed.then(() => ended)]);
}

/** Resolves when the text has shown on the stream. */
export function shows(stream: Readable, text: string): Promise<void> {
  let shown = '';
  return new Promise((resolve) => {
    stream.on('data', (more: string) => {
      shown += more;
      if (shown.includes(text)) resolve();
    });
  });
}

/** Runs a CSV as fast as it goes, by scripted hands, with `--json`; gives what its last line says. */
export function runJson(file: string, out: string, ...more: string[]): Promise<Ended & { json: RunSummary }> {
  return runJsonWith('scripted', file, out, ...more);
}

export async function runJsonWith(
  hands: 'browser' | 'operator' | 'scripted',
  file: string,
  out: string,
  ...more: string[]
): Promise<Ended & { json: RunSummary }> {
  const ended = await run({
    arguments: ['run', file, '--speed', 'max', '--json', '--out', out, '--hands', hands, ...more],
  });
  return { ...ended, json: lastLine(ended) };
}

export function lastLine({ stdout, stderr }: Ended): RunSummary {
  const line = stdout.trimEnd().split('\n').at(-1) ?? '';
  try {
    return JSON.parse(line) as RunSummary;
  } catch (cause) {
    throw new Error(`the last line is not JSON: "${line}"; stderr: ${stderr}`, { cause });
  }
}

/** A folder of this test, with these files in it; gone when the test is over. */
export async function aFolder(files: Record<string, string> = {}): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'visionlift-end-to-end-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  return folder;
}

const HEADER = [
  'tenant_id',
  'company_name',
  'clp_login_id',
  'primary_email',
  'apex_central_url',
  'notify_emails',
  'consent_reference',
  'consent_by',
  'consent_on',
];

/** A CSV of tenants with a written consent; `cells` replaces some of a row's. */
export function csvOf(...tenants: ({ tenant_id: string } & Record<string, string>)[]): string {
  const rows = tenants.map((cells) => {
    const id = cells.tenant_id;
    const row: Record<string, string> = {
      company_name: 'Example Ltd.',
      clp_login_id: `clp-${id}`,
      primary_email: `vision-one@${id}.example.com`,
      apex_central_url: `https://${id}.manage.trendmicro.com`,
      notify_emails: `it@${id}.example.com`,
      consent_reference: 'DOC-1',
      consent_by: 'Alex Example',
      consent_on: '2026-11-02',
      ...cells,
    };
    return HEADER.map((column) => row[column] ?? '').join(',');
  });
  return `${[HEADER.join(','), ...rows].join('\n')}\n`;
}

/** Exactly what the last line of a run with `--json` has, and each of its tenants. */
export const SUMMARY_KEYS = [
  'refused',
  'problems',
  'batchId',
  'execution',
  'rows',
  'accepted',
  'rejected',
  'migrated',
  'skipped',
  'needsAttention',
  'waiting',
  'mails',
  'out',
  'tenants',
];
export const TENANT_KEYS = [
  'tenantId',
  'outcome',
  'reason',
  'guideStep',
  'states',
  'updatePressed',
  'passwordResets',
  'transferPressed',
];
