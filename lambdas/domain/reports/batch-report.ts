import type { Batch, BatchEnding } from '../batch.ts';
import type { Language } from '../language.ts';
import type { BatchFigures } from '../outcome.ts';
import type { Durations } from './durations.ts';
import type { ReportLists } from './report-lists.ts';

/** Everything a batch report says, and the language it says it in. */
export interface BatchReport {
  batch: Batch;
  ending: BatchEnding;
  figures: BatchFigures;
  durations: Durations;
  lists: ReportLists;
  operatorName: string;
  zone: string;
  writtenAt: string;
  language: Language;
  /** The desk's page of a tenant, where there is a desk. */
  tenantPage: (tenantId: string) => string | undefined;
  /** Name of the same report in the other language, which lies beside it. */
  other: string;
}
