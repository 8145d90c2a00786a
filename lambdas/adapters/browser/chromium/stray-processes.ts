import { readdir, readFile, rm, rmdir, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** In the environment of a browser and of everything it starts: which launch they belong to. */
export const LAUNCH = 'VISIONLIFT_LAUNCH';

const PROFILE = /--user-data-dir=([^\0]*playwright_chromiumdev_profile-[^\0]+)/u;

/**
 * Kills what is left of one launch, and removes its profile; answers how many processes there were. Never touches the
 * browser of another call, several of which run side by side. Linux only: elsewhere Playwright's own end of a browser
 * has to do.
 */
export async function killStrays(launch: string): Promise<number> {
  const processes = await processesOf(launch);
  for (const { pid } of processes) kill(pid);
  const profiles = new Set(processes.flatMap(({ profile }) => (profile === undefined ? [] : [profile])));
  for (const profile of profiles) await rm(profile, { recursive: true, force: true, maxRetries: 3 });
  return processes.length;
}

/** Milliseconds; longer than any call lasts. */
const ABANDONED_AFTER = 60 * 60_000;

/**
 * Removes what browsers of processes that were killed have left in the directory for temporary files. Nothing younger
 * than an hour, no profile that a browser still has open, no directory of downloads with anything in it.
 */
export async function sweep(directory = tmpdir(), now = Date.now()): Promise<void> {
  const names = (await readdir(directory)).filter((name) =>
    /^playwright(?:_chromiumdev_profile|-artifacts)-/u.test(name),
  );
  if (names.length === 0) return;
  const inUse = await commandLines();
  for (const name of names) {
    const target = path.join(directory, name);
    try {
      const { mtimeMs } = await stat(target);
      if (now - mtimeMs < ABANDONED_AFTER || inUse.includes(name)) continue;
      await (name.startsWith('playwright-artifacts') ? rmdir(target) : rm(target, { recursive: true, force: true }));
    } catch {
      // Somebody else swept it, or it is not empty.
    }
  }
}

async function commandLines(): Promise<string> {
  if (process.platform !== 'linux') return '';
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/u.test(name));
  const lines = await Promise.all(pids.map((pid) => read(pid, 'cmdline')));
  return lines.join('\n');
}

async function processesOf(launch: string): Promise<{ pid: number; profile: string | undefined }[]> {
  if (process.platform !== 'linux') return [];
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/u.test(name) && name !== String(process.pid));
  const marked = `${LAUNCH}=${launch}\0`;
  const found = await Promise.all(
    pids.map(async (pid) => {
      if (!`${await read(pid, 'environ')}\0`.includes(marked)) return undefined;
      return { pid: Number(pid), profile: PROFILE.exec(await read(pid, 'cmdline'))?.[1] };
    }),
  );
  return found.filter((each) => each !== undefined);
}

/** Nothing for a process that has ended, or is somebody else's. */
async function read(pid: string, file: string): Promise<string> {
  try {
    return await readFile(path.join('/proc', pid, file), 'latin1');
  } catch {
    return '';
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself in the meantime.
  }
}
