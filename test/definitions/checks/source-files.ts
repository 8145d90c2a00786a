import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../../..');

/** One import of one file: what it names, or the file of this repository that it leads to. */
export interface Import {
  from: string;
  /** Path from the root for a file of ours; the package's name, or `node:...`, for anything else. */
  to: string;
  isOurs: boolean;
  isTypeOnly: boolean;
}

/** The TypeScript files of a folder, as paths from the root; none where the folder does not exist. */
export function filesIn(folder: string, { recursive = true } = {}): string[] {
  if (!existsSync(join(ROOT, folder))) return [];
  return readdirSync(join(ROOT, folder), { recursive, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => posix.join(entry.parentPath.slice(ROOT.length + 1), entry.name))
    .sort();
}

export function fileExists(path: string): boolean {
  return existsSync(join(ROOT, path));
}

export function importsOf(file: string): Import[] {
  return importsIn(file, readFileSync(join(ROOT, file), 'utf8'));
}

/** Reads the import and export lines of `source`; types named one by one do not make an import type-only. */
export function importsIn(file: string, source: string): Import[] {
  const statements = source.matchAll(
    /^(?:import|export)\s+(type\s)?(?:[^'";]*?\sfrom\s+)?'([^']+)'|\bimport\(\s*'([^']+)'\s*\)/gm,
  );
  return Array.from(statements, ([, type, fixed, dynamic]) => {
    const specifier = fixed ?? dynamic ?? '';
    const isOurs = specifier.startsWith('.');
    const to = isOurs ? posix.join(posix.dirname(file), specifier) : packageOf(specifier);
    return { from: file, to, isOurs, isTypeOnly: type !== undefined };
  });
}

function packageOf(specifier: string): string {
  if (specifier.startsWith('node:')) return specifier;
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}
