import type { GuideStep } from './guide.ts';
import type { RecordedStatement } from './statements/statement.ts';

/** How a tenant ended in one batch. `ready` and `notReady` end a dry run. */
export const OUTCOMES = ['migrated', 'skipped', 'ready', 'notReady', 'needsAttention'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** What a tenant of a batch counts as, in the order of every list of figures: its outcome, or `open` while it has none. */
export const TENANT_FIGURES = [...OUTCOMES, 'open'] as const;
export type TenantFigure = (typeof TENANT_FIGURES)[number];

/** The outcome with its reason (`null` where there is nothing to explain) and the guide step it concerns. */
export interface RecordedOutcome {
  outcome: Outcome;
  reason: RecordedStatement | null;
  /** Name of the error, or of the fact, behind the reason. */
  code: string | null;
  guideStep: GuideStep | null;
  at: string;
}

/** What became of the rows of a batch; `rows` is the sum of all the others. */
export interface BatchFigures extends Record<Outcome, number> {
  rows: number;
  rejected: number;
  /** Accepted, and without an outcome by the time of the report. */
  open: number;
}
