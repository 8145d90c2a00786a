import { guideStepOf } from '../../lambdas/domain/guide.ts';
import { describeGuideStep } from '../../lambdas/domain/texts/guide-steps.ts';
import { FIGURE_NAMES } from '../../lambdas/domain/texts/outcomes.ts';
import { reasonIn } from '../../lambdas/domain/texts/reasons.ts';
import type { Stop } from '../state-timeline.ts';
import type { TenantOnTheWay } from './tenants-of.ts';

/** Where the operator of the embedded mode reads clocks. */
export const ZONE = 'Asia/Tokyo';

/** `2026-12-01 09:00:00`, on the virtual clock, as the operator of the embedded mode reads it. */
export function shownAt(instant: Date | string): string {
  return new Date(instant).toLocaleString('sv-SE', { timeZone: ZONE });
}

/** What became of a tenant, or that it runs, or that a person is asked for its step; `kind` names its colour. */
export function outcomeOf(
  { inBatch, migration, stops }: TenantOnTheWay,
  openSteps: readonly string[],
): {
  words: string;
  kind: string;
  reason: string | undefined;
} {
  const { outcome } = inBatch ?? {};
  if (outcome) {
    const { outcome: kind } = outcome;
    return { words: FIGURE_NAMES[kind].en, kind, reason: reasonIn('en', outcome, ZONE) || undefined };
  }
  if (migration.status !== 'RUNNING') {
    return { words: migration.status.toLowerCase(), kind: 'needsAttention', reason: undefined };
  }
  // A task of an earlier run stays open until this one comes to its step.
  const isAsked = openSteps.includes(stops.at(-1)?.state ?? '');
  return { words: isAsked ? 'waits for a person' : 'on its way', kind: 'running', reason: undefined };
}

/** `WaitForUpdate until 09:48:30`, `CheckUpdate, guide 3-16, waiting for the update`. */
export function stopInWords({ state, until }: Stop): string {
  if (until !== undefined) return `${state} until ${shownAt(until).slice(11)}`;
  const step = guideStepOf(state);
  return step ? `${state}, ${describeGuideStep(step, 'en')}` : state;
}
