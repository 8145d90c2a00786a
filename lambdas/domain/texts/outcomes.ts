import type { BatchFigures } from '../report.ts';

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
