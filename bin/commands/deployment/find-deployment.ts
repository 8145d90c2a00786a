import { CommandError } from '../shared/command-error.ts';
import type { Deployment } from './deployment.ts';
import type { DeploymentFlags } from './deployment-options.ts';

/**
 * Finds the deployment that the flags mean, and leads every SDK client made afterwards to it. Commands know nothing of
 * where it is.
 */
export async function findDeployment({ stage, region, local, out }: DeploymentFlags): Promise<Deployment> {
  if (local) return (await import('./deployment-on-this-computer.ts')).deploymentOnThisComputer(out);
  if (stage !== undefined && stage !== '') {
    return (await import('./deployment-of-stage.ts')).deploymentOfStage(stage, region);
  }
  throw new CommandError({
    code: 'no-stage',
    message: 'no deployment is named',
    whatToDo: 'give --stage NAME (or set VISIONLIFT_STAGE), or --local for the one of `npm run local`',
  });
}
