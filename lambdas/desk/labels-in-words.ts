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
