import type { LabelName } from '../../adapters/browser/labels.ts';
import { labelled } from '../../adapters/browser/label.ts';
import { cleanText } from './clean-text.ts';

/** A count as a person types it (`1,234`, `１２３４`), or copies it with its label; `undefined` for anything else. */
export function readFigure(text: string | undefined, name: LabelName): number | undefined {
  const plain = cleanText(text).normalize('NFKC');
  const behind = new RegExp(labelled(name).source, 'iu').exec(plain)?.[1] ?? plain;
  const digits = /^(\d{1,3}(?:,\d{3})+|\d{1,9})$/u.exec(behind.trim())?.[1];
  return digits === undefined ? undefined : Number(digits.replaceAll(',', ''));
}
