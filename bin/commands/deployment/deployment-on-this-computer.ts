import { readEndpoints } from '../../../local/run/endpoints-file.ts';
import { commandLine } from '../../../terminal/command-line.ts';
import { CommandError } from '../shared/command-error.ts';
import { givenPath } from '../shared/given-path.ts';
import type { Deployment } from './deployment.ts';

/** The deployment that `npm run local` keeps up, by the file that it leaves in its folder. */
export function deploymentOnThisComputer(out: string): Deployment {
  const folder = givenPath(out);
  const endpoints = readEndpoints(folder);
  if (endpoints === undefined) {
    throw new CommandError({
      code: 'nothing-is-up',
      message: `nothing is kept up in ${folder}`,
      whatToDo: 'start it with npm run local in another terminal; --out names its folder where it is not .local',
    });
  }
  const { environment, clock: _, ...names } = endpoints;
  Object.assign(process.env, environment);
  return {
    ...names,
    called: { ja: 'このコンピュータ', en: 'this computer' },
    words: commandLine(['--local', ...(out === '.local' ? [] : ['--out', folder])]),
    region: environment['AWS_REGION'] ?? '',
    consoleOrigin: null,
  };
}
