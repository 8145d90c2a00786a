import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/**
 * What this checkout is: the version of the product and the commit, `0.1.0+8c1d2e3f4a5b`, with `.dirty` where files differ
 * from it. The stack has it as an output, and `visionlift doctor` compares. The version alone outside of a clone.
 */
export function versionOfCheckout(root: string = ROOT): string {
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
    version: string;
  };
  try {
    const words = ['describe', '--always', '--dirty=.dirty', '--abbrev=12', '--exclude=*'];
    const commit = execFileSync('git', words, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    return `${version}+${commit.trim()}`;
  } catch {
    return version;
  }
}
