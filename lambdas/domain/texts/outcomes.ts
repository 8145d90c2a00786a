import type { BatchEnding } from '../batch.ts';
import type { LocalizedText } from '../language.ts';
import type { BatchFigures } from '../outcome.ts';

/** What reports and mails call each figure of a batch; the outcomes among them also stand in `report.csv`. */
export const FIGURE_NAMES: Record<keyof BatchFigures, { ja: string; en: string }> = {
  rows: { ja: '行数', en: 'rows' },
  migrated: { ja: '移行完了', en: 'migrated' },
  ready: { ja: '移行可能', en: 'ready' },
  notReady: { ja: '移行不可', en: 'not ready' },
  skipped: { ja: 'スキップ', en: 'skipped' },
  needsAttention: { ja: '要対応', en: 'needs attention' },
  open: { ja: '処理中', en: 'under way' },
  rejected: { ja: '不備のある行', en: 'rejected' },
};

/** How a batch ended, as a reader of its report is told. */
export const ENDING_NAMES: Record<BatchEnding, LocalizedText> = {
  migrated: { ja: 'すべて完了', en: 'everything is done' },
  checked: { ja: '事前確認完了', en: 'checked' },
  someNeedAttention: { ja: '完了（要対応のテナントあり）', en: 'done, some tenants need attention' },
  nothing: { ja: '対象なし', en: 'nothing to migrate' },
  noProgress: { ja: '進捗なし', en: 'no progress was made' },
  refused: { ja: '受付不可', en: 'the file was refused' },
  stopped: { ja: '停止', en: 'stopped' },
};
