import type { LocalizedText } from '../language.ts';
import type { Phase } from '../reports/timeline.ts';

/** What reports call each way of spending time. */
export const PHASE_NAMES: Record<Phase, LocalizedText> = {
  work: { ja: '作業', en: 'work' },
  people: { ja: '人の対応待ち', en: 'waiting for people' },
  window: { ja: '作業時間帯待ち', en: 'waiting for the window' },
  vendor: { ja: '構築・接続待ち', en: 'provisioning and connection' },
  notReady: { ja: '再試行待ち（3-15）', en: 'vendor not ready (3-15)' },
  update: { ja: 'アップデート', en: 'update' },
};
