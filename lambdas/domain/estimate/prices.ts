/**
 * AWS list prices in dollars, us-east-1, without free tiers and discounts, as of 22 November 2026.
 *
 * Step Functions: aws.amazon.com/step-functions/pricing. Lambda: AWS Price List, requests and GB-seconds on arm64 and
 * x86_64. DynamoDB: on-demand request units. SES: for each recipient. KMS: symmetric requests and, as HMAC keys cost the
 * same, links. CloudWatch Logs: ingestion. Tokyo's are the same for Step Functions and Lambda and were not looked up for
 * the others, which are a tenth of a tenant's bill.
 */
export const PRICES = {
  asOf: '2026-11-22',
  region: 'us-east-1',
  stateTransition: 25 / 1e6,
  lambdaRequest: 0.2 / 1e6,
  lambdaGigabyteSecondArm: 0.0000133334,
  lambdaGigabyteSecondX86: 0.0000166667,
  dynamoWriteUnit: 0.625 / 1e6,
  dynamoReadUnit: 0.125 / 1e6,
  kmsRequest: 3 / 1e6,
  mail: 100 / 1e6,
  s3Put: 5 / 1e6,
  s3Get: 0.4 / 1e6,
  logGigabyte: 0.5,
} as const;
