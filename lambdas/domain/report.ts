import type { BatchFigures, RecordedOutcome } from './outcome.ts';
import type { Batch, BatchEnding } from './batch.ts';
import type { MachineFailure } from './failure.ts';

/** Of a refused file no row was used, whatever each of them looked like. */
export function emptyFigures({
  rows,
  rejected,
  accepted,
  refused,
}: Pick<Batch, 'rows' | 'rejected' | 'accepted' | 'refused'>): BatchFigures {
  const counted = refused ? { rejected: rows, open: 0 } : { rejected, open: accepted };
  return { rows, ...counted, migrated: 0, skipped: 0, ready: 0, notReady: 0, needsAttention: 0 };
}

/** Adds one tenant to the figures. */
export function count(figures: BatchFigures, { outcome }: { outcome?: Pick<RecordedOutcome, 'outcome'> }): void {
  if (!outcome) return;
  figures.open -= 1;
  figures[outcome.outcome] += 1;
}

/** Which of its ends the batch has come to. A tenant that is still open at the deadline needs attention, too. */
export function endingOf(batch: Batch | undefined, figures: BatchFigures, failure: MachineFailure | null): BatchEnding {
  if (!batch || failure) return 'stopped';
  if (batch.refused) return 'refused';
  if (batch.accepted === 0) return 'nothing';
  if (!batch.release) return 'stopped';
  if (figures.open === batch.accepted) return 'noProgress';
  if (batch.dryRun) return 'checked';
  return figures.needsAttention > 0 || figures.open > 0 ? 'someNeedAttention' : 'migrated';
}
