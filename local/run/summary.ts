import { executionArn } from '../../lambdas/domain/names.ts';
import type { Batch, BatchTenant } from '../../lambdas/domain/batch.ts';
import { sentenceOf } from '../../lambdas/domain/statements/sentence.ts';
import { publicProblem, type PublicProblem } from '../../lambdas/domain/problem.ts';
import { machineArn } from '../deployment.ts';
import type { EmbeddedStack } from '../embedded-stack.ts';

export interface TenantSummary {
  tenantId: string;
  outcome: string;
  reason: string | null;
  guideStep: string | null;
  /** States of migrate-tenant in order of entry, repeats kept. */
  states: readonly string[];
  updatePressed: number;
  passwordResets: number;
  transferPressed: number;
}

/** What `--json` prints; its shape is part of the command's promise. */
export interface RunSummary {
  refused: boolean;
  problems: PublicProblem[];
  batchId: string | null;
  /** Name of the batch's execution. */
  execution: string | null;
  rows: number;
  accepted: number;
  rejected: number;
  migrated: number;
  skipped: number;
  needsAttention: number;
  /** Only a person at the desk can go on with them; `--continue` does. */
  waiting: number;
  /** Mails sent by the product in this run. */
  mails: number;
  /** Absolute path of the folder with reports and mails. */
  out: string;
  tenants: TenantSummary[];
}

/** The summary of a run that started nothing: its files were refused, or the command could not run. */
export function emptySummary(out: string, refused: boolean, problems: readonly PublicProblem[]): RunSummary {
  return {
    refused,
    problems: [...problems],
    batchId: null,
    execution: null,
    rows: 0,
    accepted: 0,
    rejected: 0,
    migrated: 0,
    skipped: 0,
    needsAttention: 0,
    waiting: 0,
    mails: 0,
    out,
    tenants: [],
  };
}

/** Reads the summary of a batch from its records, the interpreter's histories and the vendor's counters. */
export async function summarise(stack: EmbeddedStack, batchId: string, out: string): Promise<RunSummary> {
  const batch = await stack.ports.batches.read(batchId);
  if (!batch) throw new Error(`the batch ${batchId} left no record; its execution says why`);
  const inBatch: BatchTenant[] = [];
  for await (const tenant of stack.ports.batches.tenants(batchId)) inBatch.push(tenant);
  const tenants = inBatch.sort((a, b) => a.rowNumber - b.rowNumber).map((tenant) => tenantSummary(stack, tenant));
  const count = (outcome: string): number => tenants.filter((tenant) => tenant.outcome === outcome).length;
  return {
    refused: batch.refused,
    problems: problemsOf(batch),
    batchId,
    execution: batchId,
    rows: batch.rows,
    accepted: batch.accepted,
    rejected: batch.rejected,
    migrated: count('migrated'),
    skipped: count('skipped'),
    needsAttention: count('needsAttention'),
    waiting: count('waiting'),
    mails: stack.aws.ses.messages().length,
    out,
    tenants,
  };
}

/** Notices are for `check`; here stands what kept a row, or the file, from being migrated. */
function problemsOf({ problems }: Batch): PublicProblem[] {
  return problems.filter(({ severity }) => severity !== 'notice').map(publicProblem);
}

function tenantSummary(
  { engine, vendor }: EmbeddedStack,
  { tenantId, execution, outcome }: BatchTenant,
): TenantSummary {
  const arn = executionArn(machineArn('migrate-tenant'), execution);
  const { updatePressed, passwordResets, transferPressed } = vendor.tenant(tenantId).counters;
  return {
    tenantId,
    // A run ends when every tenant has an outcome, or a task at the desk.
    outcome: outcome?.outcome ?? 'waiting',
    reason: outcome?.reason ? sentenceOf(outcome.reason, 'en') : null,
    guideStep: outcome?.guideStep ?? null,
    states: engine.figuresOf(arn).states,
    updatePressed,
    passwordResets,
    transferPressed,
  };
}
