import { createReadStream, createWriteStream, existsSync, lstatSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { brotliDecompress, createBrotliDecompress } from 'node:zlib';
import { untar } from './untar.ts';

const decompress = promisify(brotliDecompress);

/** Where an unpacked Chromium lies. */
export interface Unpacked {
  executablePath: string;
  /** Libraries that a bare Linux lacks (nss, nspr, expat). */
  libraries: string;
  fonts: string;
  directory: string;
}

/**
 * Refuses a folder that somebody else could have put a browser into: it is started with the sessions of the consoles.
 * Told of another's folder, of one that others may write to, and of a link. Windows has no such owners to ask.
 */
function refuseShared(folder: string): void {
  const own = process.getuid?.();
  const found = lstatSync(folder, { throwIfNoEntry: false });
  if (own === undefined || !found) return;
  const wrong = found.isSymbolicLink()
    ? 'is a link'
    : found.uid !== own
      ? `belongs to user ${String(found.uid)}, not to ${String(own)}`
      : (found.mode & 0o022) !== 0
        ? `may be written to by others (mode ${(found.mode & 0o777).toString(8)})`
        : undefined;
  if (wrong === undefined) return;
  const remedy = 'remove it, it is unpacked anew, or name a folder of your own in CHROMIUM_CACHE';
  throw new Error(`no browser is started from "${folder}": it ${wrong}; ${remedy}`);
}

/**
 * Unpacks a Chromium pack (`chromium.br` and its companions) into a directory of its version, once: 1.5 s and 210 MB.
 *
 * Safe with processes side by side: each unpacks into a directory of its own and renames it, and anyone who comes
 * second throws its own away. A file that is still being written is never started (`spawn ETXTBSY`), and another
 * version never runs under an old name. The folder is its user's alone; throws where it, or what lies in it, could be
 * another's.
 */
export async function unpack(pack: string, version: string, cache: string): Promise<Unpacked> {
  const directory = path.join(cache, version);
  const unpacked = {
    directory,
    executablePath: path.join(directory, 'chromium'),
    libraries: path.join(directory, 'al2023', 'lib'),
    fonts: path.join(directory, 'fonts', 'fonts'),
  };
  await mkdir(cache, { recursive: true, mode: 0o700 });
  for (const each of [cache, directory, unpacked.executablePath]) refuseShared(each);
  if (existsSync(unpacked.executablePath)) return unpacked;
  const own = await mkdtemp(path.join(cache, '.unpacking-'));
  try {
    await Promise.all([
      unpackFile(path.join(pack, 'chromium.br'), path.join(own, 'chromium')),
      unpackArchive(path.join(pack, 'swiftshader.tar.br'), own),
      unpackArchive(path.join(pack, 'al2023.tar.br'), path.join(own, 'al2023')),
      unpackArchive(path.join(pack, 'fonts.tar.br'), path.join(own, 'fonts')),
    ]);
    await rename(own, directory);
  } catch (error) {
    await rm(own, { recursive: true, force: true });
    if (!existsSync(unpacked.executablePath)) throw error;
  }
  return unpacked;
}

async function unpackFile(file: string, target: string): Promise<void> {
  const chunkSize = 2 ** 21;
  await pipeline(
    createReadStream(file, { highWaterMark: chunkSize }),
    createBrotliDecompress({ chunkSize }),
    createWriteStream(target, { mode: 0o755 }),
  );
}

async function unpackArchive(file: string, directory: string): Promise<void> {
  await mkdir(directory, { recursive: true });
  await untar(await decompress(await readFile(file)), directory);
}
