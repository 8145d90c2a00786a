import type { BatchEnding, BatchLine } from '../../../lambdas/domain/batch.ts';
import type { Language } from '../../../lambdas/domain/language.ts';
import type { BatchFigures } from '../../../lambdas/domain/outcome.ts';
import type { Switch } from '../../../lambdas/domain/switch.ts';
import { switchInBrief } from '../../../lambdas/domain/texts/switches.ts';
import { FIGURE_NAMES } from '../../../lambdas/domain/texts/outcomes.ts';
import { ENDING_NAMES } from '../../../terminal/progress/ending-names.ts';
import type { Screen } from '../../../terminal/screen.ts';
import { table } from '../../../terminal/table.ts';
import { wrap } from '../../../terminal/wrap.ts';

/** What `status --json` prints without an id. */
export interface Overview {
  /** The latest first. */
  batches: (Omit<BatchLine, 'ending' | 'figures'> & { figures: BatchFigures; ending: BatchEnding | null })[];
  /** Tasks that wait for a person at the desk. */
  openTasks: number;
  /** When the oldest of them was filed; UTC. */
  oldestTask: string | null;
  /** The switch of the whole deployment, where somebody has paused or stopped it or the circuit breaker was tripped. */
  held: Switch | null;
}

const WORDS = {
  ja: {
    titles: ['バッチ', '受付 (UTC)', '状態', '内訳'],
    running: '実行中',
    dryRun: '事前確認',
    none: 'バッチはまだありません。',
    tasks: (count: number, since: string) => `担当者の対応待ち: ${String(count)}件 (最も古いもの: ${since} UTC)`,
    noTasks: '担当者の対応待ちはありません。',
  },
  en: {
    titles: ['batch', 'since (UTC)', 'state', 'tenants'],
    running: 'under way',
    dryRun: 'dry run',
    none: 'There is no batch yet.',
    tasks: (count: number, since: string) =>
      `Tasks that wait for a person: ${String(count)}, the oldest since ${since} UTC`,
    noTasks: 'No task waits for a person.',
  },
} as const;

export function describeOverview(
  { batches, openTasks, oldestTask, held }: Overview,
  language: Language,
  screen: Screen,
): string[] {
  const words = WORDS[language];
  const [id, since, state, tenants] = words.titles;
  const rows = batches.map(({ batchId, createdAt, ending, dryRun, figures }) => [
    batchId,
    minute(createdAt),
    `${ending ? ENDING_NAMES[ending][language] : words.running}${dryRun ? ` (${words.dryRun})` : ''}`,
    figuresIn(language, figures),
  ]);
  const columns = [{ title: id }, { title: since }, { title: state }, { title: tenants }];
  const tasks = openTasks > 0 && oldestTask !== null ? words.tasks(openTasks, minute(oldestTask)) : words.noTasks;
  return [
    ...(rows.length === 0 ? wrap(words.none, screen.width) : table(columns, rows, screen.width)),
    '',
    ...wrap(tasks, screen.width).map(openTasks > 0 ? screen.warning : screen.faint),
    ...(held ? wrap(switchInBrief(held, language, 'UTC'), screen.width).map(screen.warning) : []),
  ];
}

function figuresIn(language: Language, figures: BatchFigures): string {
  const names = Object.keys(FIGURE_NAMES) as (keyof BatchFigures)[];
  const shown = names.filter((name) => name === 'rows' || figures[name] > 0);
  return shown
    .map((name) => `${FIGURE_NAMES[name][language]} ${String(figures[name])}`)
    .join(language === 'ja' ? '、' : ', ');
}

function minute(instant: string): string {
  return instant.slice(0, 16).replace('T', ' ');
}
