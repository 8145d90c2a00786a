import { readdir, readFile, rm } from 'node:fs/promises';
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
