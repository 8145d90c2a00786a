import { lstat, mkdir, readdir, readFile, readlink, rm, symlink, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { removeEndpoints } from './endpoints-file.ts';
import { FolderLock, type LockHolder } from './folder-lock.ts';
import { makeFolder } from './make-folder.ts';

/** Says that a folder is one of ours, so that only our own things are ever deleted. */
const MARKER = '.visionlift';
const RUNS = 'runs';
const LATEST = 'latest';
/** A run of the sample leaves about 15 MB; ten are the runs of a day. */
const RUNS_KEPT = 10;

export interface OutOptions {
  /** The folder that holds the runs: `--out`. */
  out: string;
  /** The latest run goes on, with its tables, objects and vendor. */
  goOn: boolean;
  /** What takes the folder, for the message to a second one: `npm start`. */
  command: string;
}

/** The folder of one run, held until it is released. */
export interface OutDirectory {
  /** Where `endpoints.json` and the runs are; absolute. */
  root: string;
  /** This run's own folder below it; absolute. */
  path: string;
  state: string;
  reports: string;
  mails: string;
  /** What a second command is told besides who holds the folder, such as the address of the live view. */
  tell(more: Partial<LockHolder>): Promise<void>;
  /** Lets another command have the folder; a second call does nothing. */
  release(): Promise<void>;
}

/**
 * Takes the folder of the embedded mode and makes one for this run in it, `runs/<UTC time>`, to which `latest` leads: a
 * link, or a text file with the path where the system lets nobody make one. Of older runs the latest ten are kept.
 *
 * @throws FolderInUseError while another command holds the folder; nothing in it has been touched then.
 * @throws NoFolderError where no folder can be made.
 */
export async function prepareOutDirectory({ out, goOn, command }: OutOptions): Promise<OutDirectory> {
  const root = resolve(out);
  await makeFolder(root);
  await refuseForeign(root);
  const lock = await FolderLock.take(root, command);
  try {
    // Left by one that was killed; a command would wait for services that are gone.
    await removeEndpoints(root);
    const path = (goOn ? await latestRun(root) : undefined) ?? join(root, RUNS, nameAt(new Date()));
    const place = (name: string): string => join(path, name);
    for (const name of ['state', 'reports', 'mails']) await mkdir(place(name), { recursive: true });
    await lead(root, path);
    await deleteOldest(join(root, RUNS), path);
    return {
      root,
      path,
      state: place('state'),
      reports: place('reports'),
      mails: place('mails'),
      tell: (more) => lock.tell(more),
      release: () => lock.release(),
    };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function refuseForeign(root: string): Promise<void> {
  const found = await readdir(root);
  const foreign = [RUNS, LATEST].filter((name) => found.includes(name));
  if (!found.includes(MARKER) && foreign.length > 0) {
    throw new Error(`${root} holds ${foreign.join(', ')} of something else: choose another folder with --out`);
  }
  await writeFile(join(root, MARKER), 'visionlift keeps the state, reports and mails of its local runs here.\n');
}

/** `2026-12-01T09-30-00.123Z`: sorts by time, and is a name on every system. */
function nameAt(now: Date): string {
  return now.toISOString().replaceAll(':', '-');
}

/** The run that `latest` leads to; undefined where none has begun, or somebody deleted it. */
async function latestRun(root: string): Promise<string | undefined> {
  const target = await readlink(join(root, LATEST)).catch(() =>
    readFile(join(root, LATEST), 'utf8').catch(() => undefined),
  );
  if (target === undefined) return undefined;
  const path = join(root, RUNS, basename(target.trim()));
  return (await isFolder(path)) ? path : undefined;
}

async function lead(root: string, path: string): Promise<void> {
  const latest = join(root, LATEST);
  const target = join(RUNS, basename(path));
  await rm(latest, { force: true });
  try {
    await symlink(target, latest);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // Windows lets only administrators and developers make links, some network drives nobody.
    if (code !== 'EPERM' && code !== 'ENOSYS' && code !== 'ENOTSUP') throw error;
    await writeFile(latest, `${target}\n`);
  }
}

async function deleteOldest(runs: string, current: string): Promise<void> {
  const others = (await readdir(runs)).filter((name) => /^\d{4}-\d\d-\d\dT/u.test(name) && name !== basename(current));
  const surplus = others.toSorted().slice(0, Math.max(0, others.length + 1 - RUNS_KEPT));
  for (const name of surplus) await rm(join(runs, name), { recursive: true, force: true });
}

async function isFolder(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => undefined))?.isDirectory() ?? false;
}
