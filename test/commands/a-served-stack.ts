import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { REPOSITORY, shows } from '../end-to-end/a-run.ts';

export interface ServedStack {
  /** Its folder: `--local --out FOLDER`. */
  out: string;
  words: readonly string[];
  /** What it has said when it came up, as far as the pattern's group. */
  told(pattern: RegExp): string;
  stop(): Promise<void>;
}

/** What `npm run local` keeps up, in a process of its own, as fast as it goes and by scripted hands; `more` are further words. */
export async function aServedStack(...more: string[]): Promise<ServedStack> {
  const out = await mkdtemp(join(tmpdir(), 'visionlift-served-'));
  const words = ['serve', '--hands', 'scripted', '--speed', 'max', '--out', out, ...more];
  const child = spawn(process.execPath, [join(REPOSITORY, 'bin', 'local.ts'), ...words], { cwd: REPOSITORY });
  const ended = new Promise((resolve) => child.on('close', resolve));
  const stop = async (): Promise<void> => {
    child.kill('SIGINT');
    await ended;
    await rm(out, { recursive: true, force: true });
  };
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  // The line after the addresses.
  const isUp = await Promise.race([shows(child.stderr, 'Drop a CSV').then(() => true), ended.then(() => false)]);
  if (!isUp) throw new Error('the embedded stack ended before it was up');
  return { out, words: ['--local', '--out', out], told: (pattern) => pattern.exec(said)?.[1] ?? '', stop };
}
