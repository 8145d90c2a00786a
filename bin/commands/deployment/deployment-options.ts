import { Option } from 'commander';

/** Which deployment a command is about. */
export interface DeploymentFlags {
  stage?: string;
  region?: string;
  local?: true;
  out: string;
}

export function deploymentOptions(): Option[] {
  return [
    new Option('--stage <name>', 'the deployment on AWS of this name').env('VISIONLIFT_STAGE'),
    new Option(
      '--region <region>',
      'its AWS region, from stages/NAME.json or the usual settings where it is not given',
    ),
    new Option('--local', 'what `npm run local` keeps up on this computer'),
    new Option('--out <directory>', 'the folder of that run').default('.local'),
  ];
}
