import type { GuideStep } from './guide.ts';

/** How a tenant ended in one batch. `ready` and `notReady` end a dry run. */
export const OUTCOMES = ['migrated', 'skipped', 'ready', 'notReady', 'needsAttention'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** The outcome with its reason (English; empty where there is nothing to explain) and the guide step it concerns. */
export interface RecordedOutcome {
  outcome: Outcome;
  reason: string | null;
  /** Name of the error, or of the fact, behind the reason. */
  code: string | null;
  guideStep: GuideStep | null;
  at: string;
}
