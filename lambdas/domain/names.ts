import { createHash } from 'node:crypto';
import type { IntakeObject } from './batch.ts';

const hash8 = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 8);

const STEM_LENGTH = 60;

/**
 * The batch id, which is also the name of its execution: `<file stem>--<8 hex of bucket|key|version>`. A repeated event
 * therefore names the same batch, and a corrected file of the same name another one. It begins with a letter or a digit:
 * a command takes what begins with a hyphen for an option.
 */
export function batchIdOf(object: IntakeObject): string {
  const stem = stemOf(object.key)
    .replace(/^[^A-Za-z0-9]+/u, '')
    .slice(0, STEM_LENGTH);
  return `${stem || 'batch'}--${hashOf(object)}`;
}

/** The id that earlier versions gave it: a file whose batch began under that one is no lost file. */
export function formerBatchIdOf(object: IntakeObject): string {
  return `${stemOf(object.key).slice(0, STEM_LENGTH) || 'batch'}--${hashOf(object)}`;
}

function stemOf(key: string): string {
  return key
    .slice(key.lastIndexOf('/') + 1)
    .replace(/\.(?:csv|txt)$/iu, '')
    .normalize('NFKC')
    .replace(/[^A-Za-z0-9_-]/gu, '-');
}

function hashOf({ bucket, key, versionId }: IntakeObject): string {
  return hash8(`${bucket}|${key}|${versionId}`);
}

/** Name of a tenant's execution: `<tenantId>--<batch8>--<attempt>`; at most 40 + 2 + 8 + 2 + 2 of the 80 characters. */
export function tenantExecutionName(tenantId: string, batchId: string, attempt: number): string {
  return `${tenantId}--${batchId.slice(-8)}--${String(attempt)}`;
}

/** The tenant that an execution is of, whether it migrates it or hands it over; ids may have two hyphens in a row themselves. */
export function tenantIdIn(executionName: string): string {
  return /^(.+)--.{1,8}--[^-]+$/u.exec(executionName)?.[1] ?? executionName;
}

/** Name of a hand-over that somebody starts anew, at this instant; the first one has the name of the tenant's execution. */
export function handOverExecutionName(tenantId: string, now: Date): string {
  return `${tenantId}--again--${now.toISOString().replace(/[-:]|\.\d+/gu, '')}`;
}

/** `arn:aws:states:REGION:ACCOUNT:execution:MACHINE:NAME` of a state machine's ARN and an execution's name. */
export function executionArn(stateMachineArn: string, name: string): string {
  return `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${name}`;
}
