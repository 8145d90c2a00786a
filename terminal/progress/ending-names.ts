import type { BatchEnding } from '../../lambdas/domain/batch.ts';
import type { LocalizedText } from '../../lambdas/domain/language.ts';

/** What lists of batches call each way in which one may have ended. */
export const ENDING_NAMES: Readonly<Record<BatchEnding, LocalizedText>> = {
  migrated: { ja: '完了', en: 'done' },
  checked: { ja: '事前確認完了', en: 'checked' },
  someNeedAttention: { ja: '要対応あり', en: 'some need attention' },
  nothing: { ja: '対象なし', en: 'nothing to migrate' },
  noProgress: { ja: '進捗なし', en: 'no progress' },
  refused: { ja: '受付不可', en: 'refused' },
  stopped: { ja: '停止', en: 'stopped' },
};
