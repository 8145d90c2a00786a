/** Sections of `docs/runbook.md`, by the anchors of their headings. */
export const RUNBOOK_SECTIONS = [
  'batch-failed',
  'tenant-failed',
  'hand-over-failed',
  'circuit-breaker',
  'no-progress',
  'stuck-tenant',
  'dead-letters',
  'bounce-rate',
  'complaint-rate',
  'state-transitions',
  'desk-faults',
  'redrive',
] as const;
export type RunbookSection = (typeof RUNBOOK_SECTIONS)[number];

/** What a deployment says of where its operators look. */
export interface Places {
  /** Where the desk is reached, such as `https://desk.msp.example.jp`; a deployment without a desk has none. */
  deskOrigin?: string | undefined;
  /** Address of a runbook that the operator keeps; without it the desk shows ours. */
  runbook?: string | undefined;
}

export const tenantPath = (tenantId: string): string => `/tenants/${encodeURIComponent(tenantId)}`;
export const batchPath = (batchId: string): string => `/batches/${encodeURIComponent(batchId)}`;
export const SWITCHES_PATH = '/switches';
export const RUNBOOK_PATH = '/runbook';

/** The whole address of a page of the desk, for mails; `undefined` where there is no desk. */
export function atDesk({ deskOrigin }: Places, path: string): string | undefined {
  return deskOrigin === undefined ? undefined : `${deskOrigin}${path}`;
}

/**
 * Where a section of the runbook is read, for alarms and mails: in the runbook that the settings name, else at the desk,
 * else in the file of the product.
 */
export function runbookAt({ deskOrigin, runbook }: Places, section: RunbookSection): string {
  if (runbook !== undefined) return `${runbook}#${section}`;
  // A path, because a browser does not send what stands behind `#`, which would be lost on the way through a sign-in.
  return deskOrigin === undefined ? `docs/runbook.md#${section}` : `${deskOrigin}${RUNBOOK_PATH}/${section}`;
}

/**
 * The page of an execution in the AWS console, which its ARN names (`arn:aws:states:<region>:<account>:execution:...`);
 * `undefined` on a computer without AWS, whose desk has no TLS.
 */
export function executionInAws(arn: string, places: Places): string | undefined {
  const console = awsConsole(arn, places);
  return (
    console &&
    `${console.origin}/states/home?region=${console.region}#/v2/executions/details/${encodeURIComponent(arn)}`
  );
}

/** The page of an object of S3 in the AWS console, in the region of this machine or execution; `undefined` as above. */
export function objectInAws({ bucket, key }: { bucket: string; key: string }, arn: string, places: Places) {
  const console = awsConsole(arn, places);
  return console && `${console.origin}/s3/object/${bucket}?region=${console.region}&prefix=${encodeURIComponent(key)}`;
}

function awsConsole(arn: string, { deskOrigin }: Places): { origin: string; region: string } | undefined {
  const region = /^arn:aws:states:([a-z0-9-]+):\d+:(?:execution|stateMachine):/u.exec(arn)?.[1];
  if (region === undefined || deskOrigin?.startsWith('http:')) return undefined;
  return { origin: `https://${region}.console.aws.amazon.com`, region };
}

/** Of an execution its name: the ARN before it is alike for all of them. */
export function executionName(arn: string): string {
  return arn.startsWith('arn:') ? (arn.split(':').at(-1) ?? arn) : arn;
}
