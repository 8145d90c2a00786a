import { executionArn } from '../../lambdas/domain/names.ts';
import type { BatchTenant } from '../../lambdas/domain/batch.ts';
import { waitsForAPerson } from '../../lambdas/domain/journal.ts';
import type { RecordedOutcome } from '../../lambdas/domain/outcome.ts';
import { POINTS_OF_NO_RETURN } from '../../lambdas/domain/points-of-no-return.ts';
import { sentenceOf } from '../../lambdas/domain/statements/sentence.ts';
import * as z from '../../lambdas/domain/zod.ts';
import { machineArn } from '../deployment.ts';
import type { InMemoryStack } from '../in-memory-stack.ts';
import type { FaultName } from '../../lambdas/simulated-vendor/faults.ts';
import { updateOf } from '../../lambdas/simulated-vendor/progress.ts';
import { passwordFingerprint } from '../../lambdas/simulated-vendor/sign-in-names.ts';
import type { SimulatedBatch } from './a-batch.ts';
import type { Witness } from './witness.ts';

/** Errors of a program that is wrong, whatever happens around it. */
export const MISTAKES = ['TypeError', 'RangeError', 'ReferenceError', 'SyntaxError', new z.core.$ZodError([]).name];
const MACHINES = ['migrate-batch', 'migrate-tenant', 'hand-over-tenant'];
/**
 * 5 % of the 25,000 events at which Step Functions ends an execution: 4 % without a fault of ours, and what crashes
 * add.
 */
const MOST_EVENTS = 1_250;

/** Looks at what a run has left behind, once nothing runs any more. */
export async function judge(stack: InMemoryStack, witness: Witness, batchIds: readonly string[]): Promise<void> {
  for (const batchId of batchIds) await judgeBatch(stack, witness, batchId);
  judgeExecutions(stack, witness);
  judgeVendor(stack, witness);
  await judgePasswords(stack, witness);
  judgeMails(stack, witness);
  await judgeDecisions(stack, witness);
}

async function judgeBatch(stack: InMemoryStack, witness: Witness, batchId: string): Promise<void> {
  const { ports, vendor, clock, engine } = stack;
  const batch = await ports.batches.read(batchId);
  // A file whose intake was never read has no record; its execution failed, and that is told by its alarm.
  if (!batch) return;
  const tenants: BatchTenant[] = [];
  for await (const tenant of ports.batches.tenants(batchId)) tenants.push(tenant);
  // A refused file has tenants of whom none is on record: its own mail tells of the whole of it.
  const isCounted = batch.ending !== 'refused';
  // Of a file that its intake did not finish reading nobody was to be released, and its mail says so.
  const wasRead = batch.release !== undefined || batch.declined !== undefined;
  if (isCounted && wasRead && batch.ending && batch.rows !== tenants.length + batch.rejected) {
    witness.breach('nobody-lost', `${batchId}: ${String(batch.rows)} rows, ${String(tenants.length)} tenants`);
  }
  const open = batch.figures?.open ?? 0;
  if (batch.ending && batch.ending !== 'stopped' && open > 0) {
    witness.breach('ending-is-true', `${batchId} ended as ${batch.ending} while ${String(open)} were on their way`);
  }
  if (!batch.release) {
    const started = new Set(engine.listExecutions(machineArn('migrate-tenant')).map(({ name }) => name));
    for (const { tenantId, execution } of tenants) {
      if (started.has(execution))
        witness.breach('released-first', `${tenantId} was started, and nobody released ${batchId}`);
    }
  }
  const needAttention = tenants.filter(({ outcome }) => outcome?.outcome === 'needsAttention');
  if (batch.ending === 'migrated' && needAttention.length > 0) {
    witness.breach(
      'ending-is-true',
      `${batchId} ended as migrated, and ${String(needAttention.length)} need attention`,
    );
  }
  for (const { tenantId, outcome } of needAttention) {
    // A plain state whose function hangs has minutes, not days, and is no wait for anybody.
    if (!outcome?.guideStep || !saysOf(outcome).includes('had no answer in time')) continue;
    const wasAsked = (await ports.tenants.events(tenantId)).some(waitsForAPerson);
    if (!wasAsked) witness.breach('no-silent-wait', `${tenantId}: ${saysOf(outcome)}`);
  }
  for (const { tenantId, outcome } of tenants) {
    if (!outcome && isCounted) witness.breach('nobody-lost', `${tenantId} has no outcome in ${batchId}`);
    const isUpdated = updateOf(vendor.tenant(tenantId), clock.now()) === 'finished';
    if (outcome?.outcome === 'migrated' && !isUpdated) {
      witness.breach('migrated-is-true', `${tenantId} is reported as migrated, and its update is not finished`);
    }
  }
}

function judgeExecutions({ engine }: InMemoryStack, witness: Witness): void {
  for (const machine of MACHINES) {
    for (const { executionArn: arn, name, status, error = '', cause } of engine.listExecutions(machineArn(machine))) {
      if (status === 'RUNNING') witness.breach('all-ends', `${machine} ${name} still runs`);
      if (MISTAKES.includes(error))
        witness.breach('all-ends', `${machine} ${name} ended by ${error}: ${String(cause)}`);
      const { events } = engine.figuresOf(arn);
      if (events > MOST_EVENTS) witness.breach('within-limits', `${machine} ${name} has ${String(events)} events`);
    }
  }
}

function judgeVendor({ vendor }: InMemoryStack, witness: Witness): void {
  for (const { id, violations, counters } of vendor.tenants()) {
    for (const { what, at } of violations) witness.breach('one-update', `${id}: ${what} at ${at}`);
    if (counters.updatesAccepted > 1) {
      witness.breach('one-update', `${id}: ${String(counters.updatesAccepted)} updates were accepted`);
    }
  }
}

/** Where the vendor has renamed the account, only the vault can open it, until its owner has taken it over. */
async function judgePasswords({ vendor, ports }: InMemoryStack, witness: Witness): Promise<void> {
  for (const vendorTenant of vendor.tenants()) {
    const { id, state } = vendorTenant;
    const tenant = await ports.tenants.read(id);
    if (!state.primary || !tenant || tenant.stage === 'handedOver') continue;
    const password = await ports.vault.open(id, 'primary-account-password');
    const opens =
      password &&
      passwordFingerprint(vendorTenant, state.primary.email, password.reveal()) === state.primary.passwordFingerprint;
    // One that was renamed before we came keeps a password that we may never have been told.
    if (!opens && state.counters.passwordResets > 0) {
      witness.breach('nobody-locked-out', `${id}: the vault does not open ${state.primary.email}`);
    }
  }
}

function judgeMails({ ports }: InMemoryStack, witness: Witness): void {
  const keys = ports.mailer.sent.map(({ key }) => key);
  for (const at of witness.trips) {
    const mails = keys.filter((key) => key === `brake#${at}`).length;
    if (mails !== 1) witness.breach('notified-of-trip', `${String(mails)} mails of the trip at ${at}`);
  }
  const seen = new Set<string>();
  for (const { key, mail } of ports.mailer.sent) {
    // The key names the occasion; a customer is told once that the tenant is migrated, on whatever occasion.
    const occasion = key.startsWith('migrated#') ? key.split('#').slice(0, 2).join('#') : key;
    const notice = `${occasion} to ${mail.to}`;
    if (seen.has(notice)) witness.breach('told-once', notice);
    seen.add(notice);
  }
}

/**
 * A tenant that was declined is not migrated by that batch, whatever is on record of what they said; and of people who
 * decide at the same moment nobody is told that it is done whose decision does not stand.
 */
async function judgeDecisions({ ports }: InMemoryStack, witness: Witness): Promise<void> {
  for (const { batchId, tenantId, agreed } of witness.consents) {
    if (agreed) continue;
    const outcome = (await ports.batches.readTenant(batchId, tenantId))?.outcome?.outcome;
    if (outcome === 'migrated') witness.breach('no-is-no', `${tenantId} was declined in ${batchId}, and migrated`);
    if (witness.consents.some((other) => other.agreed && other.batchId === batchId && other.tenantId === tenantId)) {
      witness.breach('one-decision', `${tenantId}: both a yes and a no were taken in ${batchId}`);
    }
  }
  for (const { batchId, released } of witness.releases) {
    const batch = await ports.batches.read(batchId);
    if ((released ? batch?.release : batch?.declined) && !(batch?.release && batch.declined)) continue;
    const said = released ? 'released' : 'declined';
    const stands = `${batch?.release ? 'a release' : 'no release'}, ${batch?.declined ? 'a decline' : 'no decline'}`;
    witness.breach('one-decision', `${batchId}: somebody was told that it is ${said}, and on record is ${stands}`);
  }
}

/** Tenants on whom nothing was drawn, and whose executions nobody stopped. */
export async function judgeClean(
  { ports, engine, vendor }: InMemoryStack,
  witness: Witness,
  { clean }: Pick<SimulatedBatch, 'clean'>,
  batchId: string,
): Promise<void> {
  const isRedriven = (engine.describeExecution(batchArn(batchId)).redriveCount ?? 0) > 0;
  for (const tenantId of clean) {
    const inBatch = await ports.batches.readTenant(batchId, tenantId);
    // What broke the intake or the start of the batch kept it from being started at all.
    const started = engine.listExecutions(machineArn('migrate-tenant')).find(({ name }) => name === inBatch?.execution);
    if (!inBatch || !started || (isRedriven && wasClosedBefore(started.startDate, inBatch))) continue;
    const { updatePressed, passwordResets, transferPressed } = vendor.tenant(tenantId).counters;
    const presses = `${String(passwordResets)}/${String(transferPressed)}/${String(updatePressed)}`;
    if (inBatch.outcome?.outcome !== 'migrated' || presses !== '1/1/1') {
      witness.breach(
        'others-unharmed',
        `${tenantId}: ${String(inBatch.outcome?.outcome)}, ${presses}, ${saysOf(inBatch.outcome)}`,
      );
    }
  }
}

/** Somebody stopped the batch before this one had its turn: that is its outcome, also where a redrive starts it yet. */
function wasClosedBefore(startDate: Date, { outcome }: BatchTenant): boolean {
  return outcome !== undefined && Date.parse(outcome.at) < startDate.getTime();
}

/** What nothing can finish but a person or the vendor, however often the file is uploaded. */
const FOR_GOOD: readonly FaultName[] = [
  ...(['TEMPORARY_PROBLEM', 'UPDATE_NEVER_ENDS', 'EXPIRED_LICENCE', 'USER_NOT_LISTED', 'CONNECTED_ELSEWHERE'] as const),
  ...(['CAPTCHA', 'MFA', 'REGION_PAGE', 'RENAMED_BUTTON', 'SERVER_ERROR', 'LATE_CODE'] as const),
];

/** A function that died between its mark and the press leaves a mark whose effect never shows. */
function wasNeverPressed(witness: Witness, tenantId: string, outcome: RecordedOutcome | undefined): boolean {
  const said = saysOf(outcome);
  return POINTS_OF_NO_RETURN.some(
    ({ label, guideStep }) =>
      outcome?.guideStep === guideStep &&
      said.includes(`[${label}] is on record as pressed`) &&
      !witness.wasPressed(tenantId, guideStep),
  );
}

/** The report was uploaded again after everything had calmed down. */
export async function judgeRecovery(
  { ports }: InMemoryStack,
  witness: Witness,
  { scenario, unwilling }: Pick<SimulatedBatch, 'scenario' | 'unwilling'>,
  batchId: string,
): Promise<void> {
  for await (const { tenantId, outcome } of ports.batches.tenants(batchId)) {
    if (outcome?.outcome === 'migrated' || outcome?.code === 'alreadyMigrated') continue;
    // A second batch that comes, or is released, after this one has it, and finishes it.
    if (outcome?.code === 'heldByAnotherBatch') continue;
    const isForGood = scenario.get(tenantId)?.faults.some(({ name }) => FOR_GOOD.includes(name)) ?? false;
    // Nobody can tell whether a press whose fate is unknown went through; a person looks.
    const isUnknown = saysOf(outcome).includes('update state unknown') || wasNeverPressed(witness, tenantId, outcome);
    if (isForGood || isUnknown || unwilling.has(tenantId)) continue;
    witness.breach('recovers', `${tenantId}: ${String(outcome?.outcome)}, ${saysOf(outcome)}`);
  }
}

/** Events of the longest history of any execution. */
export function longestHistory({ engine }: InMemoryStack): number {
  const arns = MACHINES.flatMap((name) =>
    engine.listExecutions(machineArn(name)).map(({ executionArn }) => executionArn),
  );
  return Math.max(0, ...arns.map((arn) => engine.figuresOf(arn).events));
}

/** How often each point of no return of a tenant was pressed. */
export function pressesOf({ vendor }: InMemoryStack): Map<string, string> {
  return new Map([...vendor.tenants()].map(({ id, counters }) => [id, JSON.stringify(counters)]));
}

export const tenantArn = (execution: string): string => executionArn(machineArn('migrate-tenant'), execution);
export const handOverArn = (execution: string): string => executionArn(machineArn('hand-over-tenant'), execution);
export const batchArn = (batchId: string): string => executionArn(machineArn('migrate-batch'), batchId);

function saysOf(outcome: RecordedOutcome | undefined): string {
  return outcome?.reason ? sentenceOf(outcome.reason, 'en') : '';
}
