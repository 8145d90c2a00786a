import { createReadStream, createWriteStream, existsSync } from 'node:fs';
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
 * Unpacks a Chromium pack (`chromium.br` and its companions) into a directory of its version, once: 1.5 s and 210 MB.
 *
 * Safe with processes side by side: each unpacks into a directory of its own and renames it, and whoever comes second
 * throws its own away. A file that is still being written is never started (`spawn ETXTBSY`), and another version never
 * runs under an old name.
 */
export async function unpack(pack: string, version: string, cache: string): Promise<Unpacked> {
  const directory = path.join(cache, version);
  const unpacked = {
    directory,
    executablePath: path.join(directory, 'chromium'),
    libraries: path.join(directory, 'al2023', 'lib'),
    fonts: path.join(directory, 'fonts', 'fonts'),
  };
  if (existsSync(unpacked.executablePath)) return unpacked;
  await mkdir(cache, { recursive: true });
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
