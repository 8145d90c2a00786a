import type { Batch, BatchTenant } from './batch.ts';
import { isOutputHeading } from './intake/columns.ts';
import { FIGURE_NAMES } from './texts/outcomes.ts';
import { reasonIn } from './texts/reasons.ts';
import { BYTE_ORDER_MARK, writeCsvRow } from './intake/csv-writer.ts';

const ADDED = {
  en: ['outcome', 'reason', 'guide_step', 'execution'],
  ja: ['結果', '理由', '手順番号', '実行名'],
} as const;

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
    const said = FIGURE_NAMES[name][this.#language];
    const cells = this.#header.map((_, index) => original[index] ?? '');
    const reason = outcome ? reasonIn(this.#language, outcome) : '';
    return writeCsvRow([...this.#keep(cells), said, reason, outcome?.guideStep ?? '', execution]);
  }

  #keep(cells: readonly string[]): string[] {
    return cells.filter((_, index) => this.#kept[index]);
  }
}
