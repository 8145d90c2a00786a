import { noHands } from '../adapters/no-hands.ts';
import { noFiles, noKeptEvidence } from '../adapters/no-objects.ts';
import type { Ports } from '../ports/index.ts';
import type { LambdaHandler } from './lambda.ts';
import { onAwsWithHands } from './on-aws.ts';
import { batches, consoleOwners, users } from './ports-on-aws.ts';
import { STEP_PORTS } from './step-ports-on-aws.ts';

/** What the desk shows of S3 comes by signed requests, without S3's client, which is the largest of all. */
const PORTS = { ...STEP_PORTS, batches, consoleOwners, users, files: noFiles, keptEvidence: noKeptEvidence };

/** Binds the desk, where the only hands are those of people. */
export function deskOnAws(createHandler: (ports: Ports) => LambdaHandler): LambdaHandler {
  return onAwsWithHands(createHandler, PORTS, noHands);
}
