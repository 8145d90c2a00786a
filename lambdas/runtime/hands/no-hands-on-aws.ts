import { noHands } from '../../adapters/no-hands.ts';
import type { MakeHands } from '../step-ports-on-aws.ts';

/** The hands of a deployment whose console steps are done by people: each step is put before one. */
export const consoleHandsOnAws: MakeHands = () => noHands();
