import { PRICES } from './prices.ts';

/** What something used of AWS. */
export interface Usage {
  stateTransitions: number;
  lambdaRequests: number;
  /** On arm64, at the memory of the functions. */
  lambdaGigabyteSeconds: number;
  /** On x86_64, where the browser runs. */
  browserGigabyteSeconds: number;
  dynamoWriteUnits: number;
  dynamoReadUnits: number;
  kmsRequests: number;
  mails: number;
  s3Puts: number;
  s3Gets: number;
  logBytes: number;
}

/** In dollars, by service, and in all. */
export interface Cost {
  stepFunctions: number;
  lambda: number;
  browser: number;
  dynamoDb: number;
  kms: number;
  ses: number;
  s3: number;
  logs: number;
  total: number;
}

export function costOf(usage: Usage): Cost {
  const items = {
    stepFunctions: usage.stateTransitions * PRICES.stateTransition,
    lambda: usage.lambdaRequests * PRICES.lambdaRequest + usage.lambdaGigabyteSeconds * PRICES.lambdaGigabyteSecondArm,
    browser: usage.browserGigabyteSeconds * PRICES.lambdaGigabyteSecondX86,
    dynamoDb: usage.dynamoWriteUnits * PRICES.dynamoWriteUnit + usage.dynamoReadUnits * PRICES.dynamoReadUnit,
    kms: usage.kmsRequests * PRICES.kmsRequest,
    ses: usage.mails * PRICES.mail,
    s3: usage.s3Puts * PRICES.s3Put + usage.s3Gets * PRICES.s3Get,
    logs: (usage.logBytes / 1e9) * PRICES.logGigabyte,
  };
  return { ...items, total: Object.values(items).reduce((sum, item) => sum + item, 0) };
}
