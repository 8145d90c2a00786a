import { guideStepOf } from '../../lambdas/domain/guide.ts';
import { describeGuideStep } from '../../lambdas/domain/texts/guide-steps.ts';
import { FIGURE_NAMES } from '../../lambdas/domain/texts/outcomes.ts';
import type { Stop } from '../way-of.ts';
import type { TenantOnTheWay } from './tenants-of.ts';

/** `2026-12-01 09:00:00`, on the virtual clock, as the operator of the embedded mode reads it. */
export function shownAt(instant: Date | string): string {
  return new Date(instant).toLocaleString('sv-SE', { timeZone: 'Asia/Tokyo' });
}

/** What became of a tenant, or that it runs; `kind` names its colour. */
export function outcomeOf({ inBatch, migration }: TenantOnTheWay): {
  words: string;
  kind: string;
  reason: string | undefined;
} {
  const { outcome } = inBatch ?? {};
  if (outcome) {
    const { outcome: kind, reason } = outcome;
    return { words: FIGURE_NAMES[kind].en, kind, reason: reason ?? undefined };
  }
  const words = migration.status === 'RUNNING' ? 'on its way' : migration.status.toLowerCase();
  return { words, kind: migration.status === 'RUNNING' ? 'running' : 'needsAttention', reason: undefined };
}

/** `WaitForUpdate until 09:48:30`, `CheckUpdate, guide 3-16, waiting for the update`. */
export function stopInWords({ state, until }: Stop): string {
  if (until !== undefined) return `${state} until ${shownAt(until).slice(11)}`;
  const step = guideStepOf(state);
  return step ? `${state}, ${describeGuideStep(step, 'en')}` : state;
}
