import { widthOf } from '../width.ts';
import type { Language } from '../../lambdas/domain/language.ts';
import type { Outcome } from '../../lambdas/domain/outcome.ts';
import type { Stage } from '../../lambdas/domain/stage.ts';
import { describeGuideStep } from '../../lambdas/domain/texts/guide-steps.ts';
import { FIGURE_NAMES } from '../../lambdas/domain/texts/outcomes.ts';
import { STAGE_NAMES } from '../../lambdas/domain/texts/stages.ts';
import { switchInBrief } from '../../lambdas/domain/texts/switches.ts';
import { durationIn } from '../age.ts';
import type { Screen } from '../screen.ts';
import { wrap } from '../wrap.ts';
import type { BatchProgress } from './batch-progress.ts';
import { ENDING_NAMES } from './ending-names.ts';
import type { TenantLine } from './few-tenants.ts';

/** Of those that need attention this many are named; all of them stand in the report. */
const NAMED = 10;
const WIDEST_BAR = 40;

const WORDS = {
  ja: {
    running: '実行中',
    dryRun: '事前確認',
    dryRunWaits: '事前確認もコンソールにサインインするため、再開されるまで待機します。',
    waiting: '開始待ち',
    people: (count: number, since: string) =>
      `担当者またはお客様の対応待ち ${String(count)}件（最も古いもの：${since}）`,
    release: (since: string) => `開始の承認待ち（${since}から）`,
    pace: (perHour: number, left: string, end: string) =>
      `1時間あたり ${String(perHour)}件、残り約 ${left} (${end} 頃)`,
    more: (count: number) => `ほか ${String(count)}件`,
  },
  en: {
    running: 'under way',
    dryRun: 'dry run',
    dryRunWaits: 'A dry run waits as well, because it would sign in to the consoles.',
    waiting: 'not started',
    people: (count: number, since: string) =>
      `${String(count)} ${count === 1 ? 'waits' : 'wait'} for a person, the oldest since ${since}`,
    release: (since: string) => `waits for its release since ${since}`,
    pace: (perHour: number, left: string, end: string) => `${String(perHour)} an hour, about ${left} left (${end})`,
    more: (count: number) => `and ${String(count)} more`,
  },
} as const;

/** How far a batch is: a bar for each outcome and each stage, the pace, and each tenant where they are few. */
export function describeProgress(progress: BatchProgress, language: Language, screen: Screen): string[] {
  const { batch, figures } = progress;
  const words = WORDS[language];
  const state = batch.ending ? ENDING_NAMES[batch.ending][language] : words.running;
  const title = `${batch.batchId}  ${state}${batch.dryRun ? ` (${words.dryRun})` : ''}`;
  const of = Math.max(1, batch.accepted);
  return [
    ...wrap(title, screen.width).map(screen.bold),
    ...bars(outcomeRows(progress, language), of, screen),
    ...bars(stageRows(progress, language), of, screen).map((line) => screen.faint(line)),
    ...wrap(
      `${FIGURE_NAMES.rows[language]} ${String(figures.rows)}, ${FIGURE_NAMES.rejected[language]} ${String(figures.rejected)}`,
      screen.width,
    ),
    ...peopleWords(progress, language)
      .flatMap((line) => wrap(line, screen.width))
      .map(screen.warning),
    ...paceLines(progress, language, screen),
    ...heldLines(progress, language, screen),
    ...(progress.each.length > 0
      ? describeTenants(progress.each, language, screen)
      : attentionLines(progress, language, screen)),
  ];
}

/** How far a batch is, in one line, for a pipe or a log. */
export function progressLine(progress: BatchProgress, language: Language): string {
  const { batch, pace, held } = progress;
  const words = WORDS[language];
  const counts = [...outcomeRows(progress, language), ...stageRows(progress, language)].map(
    ([name, n]) => `${name.trim()} ${String(n)}`,
  );
  const state = batch.ending ? ENDING_NAMES[batch.ending][language] : words.running;
  const left = pace ? [words.pace(pace.perHour, durationIn(language, pace.secondsLeft), pace.expectedEnd)] : [];
  const holds = held ? [switchInBrief(held, language, 'UTC')] : [];
  return [`${batch.batchId}: ${state}`, ...counts, ...peopleWords(progress, language), ...left, ...holds].join('; ');
}

function outcomeRows({ figures }: BatchProgress, language: Language): [string, number][] {
  const shown: (Outcome | 'open')[] = ['migrated', 'skipped', 'ready', 'notReady', 'needsAttention', 'open'];
  return shown.filter((name) => figures[name] > 0).map((name) => [FIGURE_NAMES[name][language], figures[name]]);
}

function stageRows({ stages, waiting, figures }: BatchProgress, language: Language): [string, number][] {
  if (figures.open === 0) return [];
  const rows = (Object.entries(stages) as [Stage, number][]).map(([stage, n]): [string, number] => [
    `  ${STAGE_NAMES[stage][language]}`,
    n,
  ]);
  return [...(waiting > 0 ? ([[`  ${WORDS[language].waiting}`, waiting]] as [string, number][]) : []), ...rows];
}

function bars(rows: readonly [string, number][], of: number, { width }: Screen): string[] {
  const names = Math.max(0, ...rows.map(([name]) => widthOf(name)));
  const numbers = Math.max(0, ...rows.map(([, n]) => String(n).length));
  const room = Math.min(WIDEST_BAR, width - names - numbers - 6);
  return rows.map(([name, n]) => {
    const head = `  ${name}${' '.repeat(names - widthOf(name))}  ${String(n).padStart(numbers)}`;
    // At least one mark for what is there, and a full bar only for all.
    const marks = Math.min(Math.max(1, Math.floor((n / of) * room)), n < of ? room - 1 : room);
    return room < 5 ? head : `${head}  ${'█'.repeat(marks)}${'░'.repeat(room - marks)}`;
  });
}

function peopleWords({ people }: BatchProgress, language: Language): string[] {
  if (!people) return [];
  const since = `${people.since.slice(0, 16).replace('T', ' ')} UTC`;
  const words = WORDS[language];
  return [people.isRelease ? words.release(since) : words.people(people.tenants, since)];
}

function paceLines({ pace }: BatchProgress, language: Language, { width }: Screen): string[] {
  if (!pace) return [];
  const end = pace.expectedEnd.slice(0, 16).replace('T', ' ');
  return wrap(WORDS[language].pace(pace.perHour, durationIn(language, pace.secondsLeft), `${end} UTC`), width);
}

function heldLines({ held, batch }: BatchProgress, language: Language, { width, warning }: Screen): string[] {
  if (!held) return [];
  const lines = [switchInBrief(held, language, 'UTC'), ...(batch.dryRun ? [WORDS[language].dryRunWaits] : [])];
  return lines.flatMap((line) => wrap(line, width)).map(warning);
}

function attentionLines({ attention }: BatchProgress, language: Language, screen: Screen): string[] {
  const named = attention.slice(0, NAMED).flatMap(({ tenantId, guideStep, code }) => {
    const where = describeGuideStep(guideStep, language);
    return wrap(`  ${tenantId}  ${where}  ${code ?? ''}`.trimEnd(), screen.width).map(screen.warning);
  });
  const more = attention.length - NAMED;
  return more > 0 ? [...named, `  ${WORDS[language].more(more)}`] : named;
}

const FURTHER_IN = '    ';
const NOT_STARTED = { ja: '開始待ち', en: 'not started' } as const;

/** A line for each tenant: the step of the guide that it is at, in words, or what became of it. */
export function describeTenants(tenants: readonly TenantLine[], language: Language, screen: Screen): string[] {
  const widest = Math.max(0, ...tenants.map(({ tenantId }) => widthOf(tenantId)));
  return tenants.flatMap((tenant) => {
    const line = `${tenant.tenantId.padEnd(widest)}  ${whereIs(tenant, language)}`;
    const [first = '', ...others] = wrap(line, screen.width - FURTHER_IN.length);
    return [`  ${first}`, ...others.map((other) => `${FURTHER_IN}${other}`)].map(paintOf(tenant, screen));
  });
}

function whereIs({ stage, guideStep, outcome, code }: TenantLine, language: Language): string {
  if (outcome === 'needsAttention' || outcome === 'notReady') {
    return `${describeGuideStep(guideStep, language)}  ${code ?? ''}`.trimEnd();
  }
  // The users upgrade and the customer takes over after the batch has its report.
  if (stage === 'handedOver') return STAGE_NAMES.handedOver[language];
  if (outcome !== null) return FIGURE_NAMES[outcome][language];
  if (stage === null) return NOT_STARTED[language];
  return guideStep === null ? STAGE_NAMES[stage][language] : describeGuideStep(guideStep, language);
}

function paintOf({ outcome }: TenantLine, { good, warning, faint }: Screen): (text: string) => string {
  if (outcome === 'needsAttention' || outcome === 'notReady') return warning;
  if (outcome === 'skipped') return faint;
  return outcome === null ? (text) => text : good;
}
