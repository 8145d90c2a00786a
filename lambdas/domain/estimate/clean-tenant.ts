import type { Usage } from './cost.ts';

/**
 * What a clean tenant with one user account uses, from `npm run bench -- --only cost`; a test says when the figures there
 * have moved on. The browser is apart: what it adds is `BROWSER_GIGABYTE_SECONDS`.
 */
export const CLEAN_TENANT: Usage = {
  stateTransitions: 60.4,
  lambdaRequests: 27,
  lambdaGigabyteSeconds: 7.6,
  browserGigabyteSeconds: 0,
  dynamoWriteUnits: 161,
  dynamoReadUnits: 74,
  kmsRequests: 25,
  mails: 1,
  s3Puts: 4,
  s3Gets: 0,
  logBytes: 114_000,
};

/** With browsers: two gigabytes for ten seconds at each answer of a task token. */
export const BROWSER_GIGABYTE_SECONDS = 21 * 10 * 2;

/** What each user account adds to the hand-over, beside the first. */
export const FURTHER_USER: Usage = {
  stateTransitions: 1,
  lambdaRequests: 1,
  lambdaGigabyteSeconds: 0.05,
  browserGigabyteSeconds: 0,
  dynamoWriteUnits: 6,
  dynamoReadUnits: 2,
  kmsRequests: 0,
  mails: 1,
  s3Puts: 0,
  s3Gets: 0,
  logBytes: 5_000,
};
