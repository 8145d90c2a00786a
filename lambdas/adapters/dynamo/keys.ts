import { createHash } from 'node:crypto';
import type { DeskList } from '../../domain/desk-task.ts';
import type { Scope } from '../../domain/switch.ts';

/** The primary key of an item; both parts name their kind, so that a table read by eye explains itself. */
export interface Key {
  pk: string;
  sk: string;
}

export const EVENTS = 'EVENT#';
export const TENANTS = 'TENANT#';
export const USERS = 'USER#';
export const SECRETS = 'SECRET#';
export const OUTCOMES = 'OUTCOME#';
/** Every batch, by the instant it was created. No batch is called so: their ids end in `--` and eight digits. */
export const ALL_BATCHES = 'BATCH#ALL';
export const DESK_TASKS = 'TASK#';

export function tenantKey(tenantId: string): Key {
  return { pk: `TENANT#${tenantId}`, sk: 'STATE' };
}

export function eventKey(tenantId: string, ulid: string): Key {
  return { pk: `TENANT#${tenantId}`, sk: `${EVENTS}${ulid}` };
}

export function userKey(tenantId: string, name: string): Key {
  return { pk: `TENANT#${tenantId}`, sk: `${USERS}${bounded(name)}` };
}

export function secretKey(tenantId: string, purpose: string): Key {
  return { pk: `TENANT#${tenantId}`, sk: `${SECRETS}${bounded(purpose)}` };
}

/**
 * The list of secrets that customers gave, across tenants: an item for each, without the secret. No tenant id has a
 * `#`.
 */
export const GIVEN = 'TENANT#GIVEN#SECRETS';

export function givenKey(tenantId: string, purpose: string): Key {
  return { pk: GIVEN, sk: `${TENANTS}${tenantId}#${bounded(purpose)}` };
}

export function batchKey(batchId: string): Key {
  return { pk: `BATCH#${batchId}`, sk: 'META' };
}

/** The plan of a batch, while it waits for its release. */
export function planKey(batchId: string): Key {
  return { pk: batchKey(batchId).pk, sk: 'PLAN' };
}

export function batchTenantKey(batchId: string, tenantId: string): Key {
  return { pk: `BATCH#${batchId}`, sk: `${TENANTS}${tenantId}` };
}

export function batchLineKey({ createdAt, batchId }: { createdAt: string; batchId: string }): Key {
  return { pk: ALL_BATCHES, sk: `${createdAt}#${batchId}` };
}

/** Beside the record of the tenant in the batch, without its row: what is counted is small. */
export function outcomeKey(batchId: string, tenantId: string): Key {
  return { pk: `BATCH#${batchId}`, sk: `${OUTCOMES}${tenantId}` };
}

export const UNDELIVERED = 'UNDELIVERED#';

/** One for each tenant, kind of mail and address: the first stands. */
export function undeliveredKey(
  batchId: string,
  { tenantId, kind, to }: { tenantId: string; kind: string; to: string },
): Key {
  return { pk: `BATCH#${batchId}`, sk: `${UNDELIVERED}${tenantId}#${kind}#${bounded(to)}` };
}

/** Every tenant that a batch has claimed. No tenant is called so: their ids have no `#`. */
export function stageKey(batchId: string, tenantId: string): Key {
  return { pk: `TENANT#OF#${batchId}#${String(partitionOf(tenantId))}`, sk: `${TENANTS}${tenantId}` };
}

/** Every partition that the stages of a batch may be in, the one that earlier versions write to first. */
export function stagePartitions(batchId: string): string[] {
  const pk = `TENANT#OF#${batchId}`;
  return [pk, ...Array.from({ length: STAGE_PARTITIONS }, (_, index) => `${pk}#${String(index)}`)];
}

/**
 * DynamoDB takes 1,000 writes of one key in a second, and a tenant comes to 14 stages: at 150 starts a second 2,100.
 */
const STAGE_PARTITIONS = 16;

/** Always the same for a tenant, no matter who writes. */
function partitionOf(tenantId: string): number {
  let hash = 0;
  for (let index = 0; index < tenantId.length; index++) hash = (Math.imul(hash, 31) + tenantId.charCodeAt(index)) >>> 0;
  return hash % STAGE_PARTITIONS;
}

/** The one tenant that an Apex Central console belongs to. */
export function consoleKey(host: string): Key {
  return { pk: `CONSOLE#${host}`, sk: 'OWNER' };
}

/** The one tenant whose consoles show this ビジネスID. */
export function businessKey(businessId: string): Key {
  return { pk: `BUSINESS#${bounded(businessId)}`, sk: 'OWNER' };
}

export function deskKey(subject: string, step: string): Key {
  return { pk: `DESK#${subject}`, sk: `${DESK_TASKS}${bounded(step)}` };
}

/** Each list of open tasks in one partition, by age: what a person looks at first is what has waited longest. */
export function openDeskKey(
  list: DeskList,
  { filedAt, subject, step }: { filedAt: string; subject: string; step: string },
): Key {
  return { pk: openDesk(list), sk: `${filedAt}#${subject}#${bounded(step)}` };
}

/** No tenant or batch is called so. */
export function openDesk(list: DeskList): string {
  return list === 'ours' ? 'DESK#OPEN' : 'DESK#OPEN#CUSTOMERS';
}

export function throttleKey(source: string, minute: number): Key {
  return { pk: `THROTTLE#${source}`, sk: `MINUTE#${String(minute)}` };
}

/** What is left of a tenant whose data was deleted: under a key of its own, so that deleting again leaves it alone. */
export function forgottenKey({ tenantId, at }: { tenantId: string; at: string }): Key {
  return { pk: `FORGOTTEN#${tenantId}`, sk: at };
}

export function switchKey(scope: Scope): Key {
  return { pk: scope === 'everything' ? 'SWITCH#EVERYTHING' : `SWITCH#BATCH#${scope.batchId}`, sk: 'STATE' };
}

/**
 * Errors that may trip the circuit breaker, of all tenants. The key keeps its first name: rights and records name it.
 */
export const SIGHTINGS = 'BRAKE#ERRORS';

export const SIGHTING = 'ERROR#';

export function sightingPrefix(code: string): string {
  return `${SIGHTING}${bounded(code)}#`;
}

export function sightingKey({ code, at, tenantId }: { code: string; at: string; tenantId: string }): Key {
  return { pk: SIGHTINGS, sk: `${sightingPrefix(code)}${at}#${tenantId}` };
}

export function mailKey(key: string): Key {
  return { pk: `MAIL#${key}`, sk: 'SENT' };
}

/** Bytes. */
const LONGEST_SORT_KEY = 1024;

/** Whether DynamoDB takes it: what came in an address may be of any length. */
export function fitsSortKey(sk: string): boolean {
  return Buffer.byteLength(sk) <= LONGEST_SORT_KEY;
}

/** Bytes of a name in a sort key: an account's name of 400 characters may have 1,200. */
const LONGEST_NAME = 500;

/** The name itself, or its beginning and its hash where it is too long. */
function bounded(name: string): string {
  if (Buffer.byteLength(name) <= LONGEST_NAME) return name;
  return `${name.slice(0, 100).toWellFormed()}~${createHash('sha256').update(name).digest('hex')}`;
}

export function mailboxKey(address: string, tenantId: string): Key {
  return { pk: `MAILBOX#${address.toLowerCase()}`, sk: `${TENANTS}${tenantId}` };
}

/** What is remembered of a mail. No address is called so: it has no `@`. Its sender chose some of it, of any length. */
export function mailMarkKey(mark: string): Key {
  return { pk: `MAILBOX#${createHash('sha256').update(mark).digest('hex')}`, sk: 'SEEN' };
}

/** What the simulated vendor of a rehearsal remembers of a tenant. */
export function rehearsalKey(tenantId: string): Key {
  return { pk: `REHEARSAL#${tenantId}`, sk: 'VENDOR' };
}
