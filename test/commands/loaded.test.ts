import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const BIN = fileURLToPath(new URL('../../bin', import.meta.url));

/** The packages that a file loads at once, by itself and by the files it loads. */
function packagesOf(file: string, seen = new Set<string>()): string[] {
  if (seen.has(file)) return [];
  seen.add(file);
  const loads = readFileSync(file, 'utf8').matchAll(/^import (?!type ).*?from '([^']+)';$/gmsu);
  return [...loads].flatMap(([, from = '']) =>
    from.startsWith('.') ? packagesOf(join(dirname(file), from), seen) : from.startsWith('node:') ? [] : [from],
  );
}

describe('the words of a command', () => {
  it.each([
    ...globSync('commands/*.ts', { cwd: BIN }),
    ...['credentials', 'import', 'list', 'destroy'].map((name) => `commands/credentials/${name}.ts`),
  ])('of %s load nothing but their parser: help, and a word that is wrong, need no SDK', (file) => {
    expect(new Set(packagesOf(join(BIN, file))).difference(new Set(['commander']))).toEqual(new Set());
  });

  it('of doctor load no formatter: it formats a stage file where it is asked to write one', () => {
    expect(packagesOf(join(BIN, 'commands/doctor/examine.ts'))).not.toContain('prettier');
  });
});
