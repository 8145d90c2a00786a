import { LABELS, type LabelName } from '../adapters/browser/labels.ts';
import type { QuestionContext } from './question.ts';

/**
 * A label as it stands in an instruction, in brackets: in the language of the page, with the other one behind it where
 * consoles show that as well. The guide itself shows the wizard in English.
 */
export function named({ language }: Pick<QuestionContext, 'language'>, name: LabelName, guide: 'ja' | 'en' = 'ja') {
  const {
    ja: [ja = ''],
    en: [en = ''],
  } = LABELS[name] as { ja: readonly string[]; en: readonly string[] };
  if (language === 'en') return ja === en ? `[${en}]` : `[${en}] (${ja})`;
  return guide === 'ja' || ja === en ? `[${ja}]` : `[${en}]（${ja}）`;
}

/** The entry of Apex Central's menu, under both names of the vendor (guide 2-2, 3-7). */
export function visionOneMenu({ say }: Pick<QuestionContext, 'say'>): string {
  return say('[Trend Vision One]（新名称：TrendAI Vision One）', '[Trend Vision One] (new name: TrendAI Vision One)');
}
