import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Bytes; everything in an archive stands on a multiple of it. */
const BLOCK = 512;

/**
 * Unpacks a tar archive of plain files and directories, which is all that a Chromium pack holds; whatever else one holds
 * is left out. Names that lead out of `directory` are refused.
 */
export async function untar(archive: Buffer, directory: string): Promise<void> {
  for (let at = 0; at + BLOCK <= archive.length;) {
    const header = archive.subarray(at, at + BLOCK);
    const name = textOf(header, 0, 100);
    if (name === '') return;
    const size = parseInt(textOf(header, 124, 12), 8) || 0;
    const mode = parseInt(textOf(header, 100, 8), 8) || 0o644;
    const target = path.join(directory, textOf(header, 345, 155), name);
    if (!target.startsWith(path.join(directory, path.sep))) throw new Error(`"${name}" leads out of ${directory}`);
    const kind = textOf(header, 156, 1);
    if (kind === '5') await mkdir(target, { recursive: true });
    if (kind === '0' || kind === '') {
      await mkdir(path.dirname(target), { recursive: true });
      await writeFile(target, archive.subarray(at + BLOCK, at + BLOCK + size), { mode });
    }
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
}

function textOf(header: Buffer, start: number, length: number): string {
  const field = header.subarray(start, start + length);
  const end = field.indexOf(0);
  return field.toString('utf8', 0, end < 0 ? length : end).trim();
}
