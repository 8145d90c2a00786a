import type { IntakeRow } from './intake/intake-row.ts';
import type { BatchProblem } from './problem.ts';
import type { RecordedOutcome, BatchFigures } from './outcome.ts';

/** Where the CSV lies; `versionId` pins the bytes that were checked. */
export interface IntakeObject {
  bucket: string;
  key: string;
  versionId: string;
}

/** How a batch ended; each is an end state of `migrate-batch`. */
export type BatchEnding =
  'migrated' | 'checked' | 'someNeedAttention' | 'nothing' | 'noProgress' | 'refused' | 'stopped';

/** One file. Its id is the name of its execution. */
export interface Batch {
  batchId: string;
  /** ARN of the execution of `migrate-batch`. */
  execution: string;
  object: IntakeObject;
  dryRun: boolean;
  createdAt: string;
  refused: boolean;
  /** Header of the file as it came, so that the reports can give the rows back. */
  header: string[];
  rows: number;
  accepted: number;
  rejected: number;
  problems: BatchProblem[];
  release?: { by: string; at: string; planHash?: string | undefined };
  /** Somebody has said that it is not to start. */
  declined?: { by: string; at: string; why: string };
  ending?: BatchEnding;
  /** When its report was written first. */
  endedAt?: string;
  /** When `CountOutcomes` looks again; past, once nobody counts any more. */
  countsAgainAt?: string;
  /**
   * The last mail about tenants that need attention: how many it had, and how many mails that reached nobody, and the
   * operator's day (`2026-12-05`) it was of.
   */
  failuresTold?: { count: number; undelivered?: number | undefined; on: string };
  /** Of its report; none before there is one. */
  figures?: BatchFigures;
}

/** What a list of batches says of each. */
export interface BatchLine
  extends
    Pick<Batch, 'batchId' | 'createdAt' | 'dryRun' | 'refused' | 'rows' | 'accepted' | 'rejected'>,
    Pick<Batch, 'ending' | 'figures'> {
  /** Key of the object in the intake bucket. */
  file: string;
}

export function batchLine(batch: Batch): BatchLine {
  const { batchId, createdAt, dryRun, refused, rows, accepted, rejected, ending, figures, object } = batch;
  return { batchId, createdAt, dryRun, refused, rows, accepted, rejected, ending, figures, file: object.key };
}

/** What a list of the outcomes of a batch says of each: enough to count them, and to find the record. */
export interface OutcomeLine extends Omit<RecordedOutcome, 'reason'> {
  tenantId: string;
}

/** One tenant of one batch. */
export interface BatchTenant {
  batchId: string;
  tenantId: string;
  /** Line of the file as a spreadsheet shows it; the header is row 1. */
  rowNumber: number;
  row: IntakeRow;
  /** The cells as they came. */
  original: string[];
  /** Name of the execution of `migrate-tenant`. */
  execution: string;
  outcome?: RecordedOutcome;
}
