import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { makeFolder } from './make-folder.ts';

/** Says that the folder is one of ours, so that only our own things are ever deleted. */
const MARKER = '.visionlift';
const OURS = ['state', 'reports', 'mails'] as const;

export interface OutDirectory {
  path: string;
  state: string;
  reports: string;
  mails: string;
}

/**
 * Makes the folder of a run: empty, or as the last run left it, which may have been killed before it left anything. Throws
 * when it holds what is not ours to delete.
 */
export async function prepareOutDirectory(out: string, keep: boolean): Promise<OutDirectory> {
  const path = resolve(out);
  await makeFolder(path);
  const found = await readdir(path);
  const isOurs = found.includes(MARKER);
  const foreign = OURS.filter((name) => found.includes(name));
  if (!isOurs && foreign.length > 0) {
    throw new Error(`${path} holds ${foreign.join(', ')} of something else: choose another folder with --out`);
  }
  await writeFile(join(path, MARKER), 'visionlift keeps the state, reports and mails of its local runs here.\n');
  for (const name of OURS) {
    if (!keep) await rm(join(path, name), { recursive: true, force: true });
    await mkdir(join(path, name), { recursive: true });
  }
  return { path, state: join(path, 'state'), reports: join(path, 'reports'), mails: join(path, 'mails') };
}
