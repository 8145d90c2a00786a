import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Says on descriptor 3 what the process took, when it ends. */
const COUNTED =
  'data:text/javascript,import { writeSync } from "node:fs"; process.on("exit", () => { const { userCPUTime, systemCPUTime } = process.resourceUsage(); writeSync(3, String((userCPUTime + systemCPUTime) / 1e6)); });';

export interface Took {
  /** From the start of its process to its end; of one that goes on, to its first output. */
  seconds: number;
  cpuSeconds: number;
  stdout: string;
}

export interface Command {
  words: readonly string[];
  environment: Readonly<Record<string, string>>;
  cwd: string;
  /** Ends it by Ctrl-C once it has said something. */
  untilFirstOutput?: boolean;
}

/** Runs Node with these words, in a process of its own as a shell does, and fails where it fails. */
export async function runCommand({ words, environment, cwd, untilFirstOutput }: Command): Promise<Took> {
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

export const VISIONLIFT = `${ROOT}bin/visionlift.js`;
