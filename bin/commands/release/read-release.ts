import type { Batch } from '../../../lambdas/domain/batch.ts';
import type { BatchPlan, ReleaseSettings } from '../../../lambdas/domain/batch-plan.ts';
import type { DeskTask } from '../../../lambdas/domain/desk-task.ts';
import { AWAIT_RELEASE, confirmationsOf, type Confirmation } from '../../../lambdas/domain/release.ts';
import type { Ports } from '../../../lambdas/ports/index.ts';
import { planOfBatch } from '../../../lambdas/steps/shared/plan-of-batch.ts';
import { CommandError } from '../shared/command-error.ts';
import { findBatch } from '../shared/find-batch.ts';

/** A batch that waits for its release, as the terminal shows it. */
export interface ReleaseAtTheTerminal {
  batch: Batch;
  task: DeskTask;
  plan: BatchPlan;
  /** When the plan was made, where it is the one that was kept. */
  madeAt?: string;
  settings: ReleaseSettings;
  /** Who has confirmed this very plan. */
  confirmedBy: string[];
  standing: Confirmation[];
  released: boolean;
}

/** Fails for a batch that does not wait: there is nothing to confirm. */
export async function readRelease(
  ports: Pick<Ports, 'batches' | 'tenants' | 'desk'>,
  batchId: string,
): Promise<ReleaseAtTheTerminal> {
  const [batch, task, kept] = await Promise.all([
    findBatch(ports.batches, batchId),
    ports.desk.read(batchId, AWAIT_RELEASE),
    ports.batches.plan(batchId),
  ]);
  if (!task || task.closed || !kept) throw doesNotWait(batch);
  // A plan that an earlier version kept says nothing of operators.
  const settings = { ...kept.settings, operators: (kept.settings as Partial<ReleaseSettings>).operators ?? [] };
  const made = await planOfBatch({ ...ports, settings }, batch);
  const standing = confirmationsOf(task, made.plan.hash);
  const confirmedBy = standing.map(({ by }) => by);
  return { batch, task, ...made, settings, confirmedBy, standing, released: false };
}

function doesNotWait({ batchId, release, declined }: Batch): CommandError {
  const decided = release ?? declined;
  const what = release ? 'was released' : 'was declined';
  return new CommandError({
    code: 'not-waiting',
    message: decided
      ? `the batch ${batchId} ${what} ${decided.by === 'automatic' ? 'automatically' : `by ${decided.by}`} at ${decided.at}`
      : `the batch ${batchId} does not wait for a release`,
    whatToDo: `see how far it is: visionlift status ${batchId}`,
  });
}
