import { resolve } from 'node:path';

/**
 * A path as the operator means it. `npm run` changes to the root of the package first, and tells where it was started:
 * `check tenants.csv` in a folder of one's own means the file there.
 */
export function givenPath(path: string, environment: NodeJS.ProcessEnv = process.env): string {
  const { npm_lifecycle_event: script, INIT_CWD: startedIn } = environment;
  return script === 'visionlift' && startedIn !== undefined ? resolve(startedIn, path) : resolve(path);
}
