import type { PlannedHands } from '../hands.ts';
import type { Usage } from './cost.ts';

/** Those that a row may name. */
export type RealHands = Exclude<PlannedHands, 'scripted'>;

/**
 * What a clean tenant with one user account uses, from `npm run bench -- --only cost,costByHand`; a test says when the
 * figures there have moved on. With browsers the machine looks at the update eight times, and two gigabytes work for ten
 * seconds at each look and each answer of a task token, and wait for a code once; with a person it polls nobody, and the desk has its share.
 */
export const CLEAN_TENANT: Readonly<Record<RealHands, Usage>> = {
  browser: {
    stateTransitions: 60.4,
    lambdaRequests: 27,
    lambdaGigabyteSeconds: 1.4,
    browserGigabyteSeconds: 447.5,
    dynamoWriteUnits: 169,
    dynamoReadUnits: 111,
    kmsRequests: 26,
    mails: 1,
    s3Puts: 4,
    s3Gets: 0,
    logBytes: 110_000,
  },
  operator: {
    stateTransitions: 45,
    lambdaRequests: 53,
    lambdaGigabyteSeconds: 2.65,
    browserGigabyteSeconds: 0,
    dynamoWriteUnits: 353,
    dynamoReadUnits: 347,
    kmsRequests: 77,
    mails: 1,
    s3Puts: 5.4,
    s3Gets: 0,
    logBytes: 91_000,
  },
};

/** What each user account adds to the hand-over, beside the first, with its password imported. */
export const FURTHER_USER: Usage = {
  stateTransitions: 1,
  lambdaRequests: 1,
  lambdaGigabyteSeconds: 0.05,
  browserGigabyteSeconds: 0,
  dynamoWriteUnits: 10,
  dynamoReadUnits: 3,
  kmsRequests: 2,
  mails: 1,
  s3Puts: 0,
  s3Gets: 0,
  logBytes: 5_000,
};
