import { guideStepOf } from '../../lambdas/domain/guide.ts';
import { describeGuideStep } from '../../lambdas/domain/texts/guide-steps.ts';
import type { Outcome } from '../../lambdas/domain/outcome.ts';
import { sayingIn, type Language, type LocalizedText } from '../../lambdas/domain/language.ts';
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
  language: Language,
): {
  words: string;
  kind: string;
  reason: string | undefined;
} {
  const { outcome } = inBatch ?? {};
  if (outcome) {
    const { outcome: kind } = outcome;
    return { words: FIGURE_NAMES[kind][language], kind, reason: reasonIn(language, outcome, ZONE) || undefined };
  }
  if (migration.status !== 'RUNNING') {
    return { words: STAND_NAMES.needsAttention[language], kind: 'needsAttention', reason: undefined };
  }
  // A task of an earlier run stays open until this one comes to its step.
  const isAsked = openSteps.includes(stops.at(-1)?.state ?? '');
  return { words: STAND_NAMES[isAsked ? 'asked' : 'running'][language], kind: 'running', reason: undefined };
}

/** How a tenant stands: its outcome, or that it is under way or waits for a person. What needs somebody comes first. */
export const STANDS = ['needsAttention', 'asked', 'running', 'notReady', 'ready', 'migrated', 'skipped'] as const;
export type Stand = (typeof STANDS)[number];

export const STAND_NAMES: Readonly<Record<Stand, LocalizedText>> = {
  ...FIGURE_NAMES,
  asked: { ja: '人の対応待ち', en: 'waits for a person' },
  running: { ja: '進行中', en: 'on its way' },
};

const ENDS: Readonly<Record<string, Outcome>> = {
  TenantMigrated: 'migrated',
  TenantSkipped: 'skipped',
  TenantIsReady: 'ready',
  TenantIsNotReady: 'notReady',
};

/** By the execution alone, without its record. */
export function standOf(status: string, state: string | undefined, isAsked: boolean): Stand {
  if (status === 'RUNNING') return isAsked ? 'asked' : 'running';
  return ENDS[state ?? ''] ?? 'needsAttention';
}

/** `WaitForUpdate until 09:48:30`, `CheckUpdate, guide 3-16, waiting for the update`. */
export function stopInWords({ state, until }: Stop, language: Language): string {
  if (until !== undefined) {
    const time = shownAt(until).slice(11);
    return sayingIn(language)(`${state}（${time}まで）`, `${state} until ${time}`);
  }
  const step = guideStepOf(state);
  return step ? `${state}${sayingIn(language)('：', ', ')}${describeGuideStep(step, language)}` : state;
}
