import { userInfo } from 'node:os';
import { cutLine } from '../../../lambdas/desk/typed-text.ts';

const LONGEST_NAME = 100;

/** For the record: as they named themselves with `--by`, or as they are signed in to this computer. */
export function whoActs(name: string | undefined): string {
  return cutLine(name, LONGEST_NAME) ?? userInfo().username;
}
