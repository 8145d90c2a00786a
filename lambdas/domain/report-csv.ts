import type { Batch, BatchTenant } from './batch.ts';
import { isOutputHeading } from './intake/columns.ts';
import { BYTE_ORDER_MARK, writeCsvRow } from './intake/csv-writer.ts';

const ADDED = {
  en: ['outcome', 'reason', 'guide_step', 'execution'],
  ja: ['結果', '理由', '手順番号', '実行名'],
} as const;

const OUTCOMES_IN_JAPANESE: Readonly<Record<string, string>> = {
  migrated: '移行完了',
  skipped: 'スキップ',
  ready: '移行可能',
  notReady: '移行不可',
  needsAttention: '要対応',
  open: '処理中',
};

/**
 * Writes `report.csv`: every accepted row as it came, and what became of it. It opens in Excel, runs nothing there, and
 * is a valid intake again: migrated tenants are skipped, the others get another try.
 */
export class ReportCsv {
  readonly #kept: readonly boolean[];
  readonly #header: readonly string[];
  readonly #language: 'ja' | 'en';

  constructor({ header }: Pick<Batch, 'header'>, language: 'ja' | 'en') {
    this.#header = header;
    // A report that came in again has its old outcomes; they make room for the new ones.
    this.#kept = header.map((heading) => !isOutputHeading(heading));
    this.#language = language;
  }

  header(): string {
    return BYTE_ORDER_MARK + writeCsvRow([...this.#keep(this.#header), ...ADDED[this.#language]]);
  }

  row({ original, outcome, execution }: BatchTenant): string {
    const name = outcome?.outcome ?? 'open';
    const said = this.#language === 'ja' ? (OUTCOMES_IN_JAPANESE[name] ?? name) : name;
    const cells = this.#header.map((_, index) => original[index] ?? '');
    const { reason, guideStep } = outcome ?? {};
    return writeCsvRow([...this.#keep(cells), said, reason ?? '', guideStep ?? '', execution]);
  }

  #keep(cells: readonly string[]): string[] {
    return cells.filter((_, index) => this.#kept[index]);
  }
}
