import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/** A place takes no folder; `code` is what the file system said. */
export class NoFolderError extends Error {
  readonly code: string | undefined;

  constructor(path: string, cause: NodeJS.ErrnoException) {
    super(`no folder can be made at ${path} (${cause.message})`, { cause });
    this.name = 'NoFolderError';
    this.code = cause.code;
  }
}

/**
 * Makes a folder that somebody named, with those above it; one that is there stays as it is. Not by Node's own
 * `recursive`, which tries for ever where a place that is there answers that it is not, as `/proc` does (Node 24.21).
 */
export async function makeFolder(path: string): Promise<void> {
  if (await isFolder(path)) return;
  if (dirname(path) !== path) await makeFolder(dirname(path));
  try {
    await mkdir(path);
  } catch (error) {
    // Somebody else may have made it at this moment.
    if (!(await isFolder(path))) throw new NoFolderError(path, error as NodeJS.ErrnoException);
  }
}

async function isFolder(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found?.isDirectory() ?? false;
}
