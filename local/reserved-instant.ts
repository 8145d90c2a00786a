import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeOrEnd } from './unwritable.ts';

const FILE = 'clock.txt';

/** Notes how far the virtual clock may have come, so that a later run never starts before an instant it has seen. */
export function reserveInstant(directory: string, instant: Date): void {
  writeOrEnd(() => {
    mkdirSync(directory, { recursive: true });
    const file = join(directory, FILE);
    writeFileSync(`${file}.new`, instant.toISOString());
    renameSync(`${file}.new`, file);
  });
}

/** Where the clock starts: now, or where the last run had come to. */
export function readReservedInstant(directory: string, now = new Date()): Date {
  let reserved: Date;
  try {
    reserved = new Date(readFileSync(join(directory, FILE), 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return now;
    throw error;
  }
  return reserved > now ? reserved : now;
}
