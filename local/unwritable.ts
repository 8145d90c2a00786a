/** What file systems answer when nothing can be written: no space, no quota, mounted for reading, a broken disk. */
const CODES = ['ENOSPC', 'EDQUOT', 'EROFS', 'EIO'];
/** LevelDB gives the words of the system without its code. */
const WORDS = /No space left on device|Disk quota exceeded|Read-only file system|Input\/output error/iu;

/** Why a disk takes nothing any more, in the system's words; undefined for an error of any other kind. */
export function whyUnwritable(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code = '' } = error as NodeJS.ErrnoException;
  if (CODES.includes(code)) return error.message;
  if (code.startsWith('LEVEL_')) {
    const words = WORDS.exec(error.message);
    if (words) return words[0];
  }
  return whyUnwritable(error.cause);
}

/**
 * Does `write`, and ends this process where the disk takes nothing: thrown outside of any call, as dynalite throws, so that
 * nobody can take it for a fault of a tenant. What is on the disk is then as after `kill -9`, and `--continue` goes on.
 */
export function writeOrEnd<T>(write: () => T): T {
  try {
    const written = write();
    if (written instanceof Promise) written.catch(endIfUnwritable);
    return written;
  } catch (error) {
    endIfUnwritable(error);
    throw error;
  }
}

function endIfUnwritable(error: unknown): void {
  if (whyUnwritable(error) === undefined) return;
  queueMicrotask(() => {
    throw error;
  });
}
