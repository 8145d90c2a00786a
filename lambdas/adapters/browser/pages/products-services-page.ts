import type { Licence } from '../../../domain/tenant.ts';
import { label } from '../label.ts';
import { pressable, type Root, type Sight } from '../root.ts';
import { columnHeader, readTable, type Row } from '../table.ts';
import type { Visit } from '../visit.ts';

const COLUMNS = ['productsServices', 'seats', 'licenceKind', 'expiresOn'] as const;
type LicenceRow = Row<(typeof COLUMNS)[number]>;

/** What the icon before a product means, where it is a character (the legend under the table in guide 2-1). */
const GLYPHS: readonly [RegExp, Licence['status']][] = [
  [/[✓✔✅☑]/u, 'valid'],
  [/[⚠△▲❗]/u, 'expiringSoon'],
  [/[✗✘✕✖❌×⛔]/u, 'expired'],
];

/** CLP > 製品/サービス (guide 1-1, 2-1). */
export class ProductsServicesPage {
  static readonly sight: Sight = (root) => columnHeader(root, 'expiresOn').first();
  readonly #visit: Visit;
  readonly #root: Root;

  constructor(visit: Visit, root: Root) {
    this.#visit = visit;
    this.#root = root;
  }

  /** Guide 1-1: the line of Apex One SaaS. */
  async readLicence(): Promise<Licence> {
    const { cells, icons, locator } = await this.#row();
    const seats = Number(cells.seats.replace(/[,\s]/gu, '').replace(/\D+$/u, ''));
    const expiresOn = /\d{4}[-/.]\d{1,2}[-/.]\d{1,2}/u.exec(cells.expiresOn)?.[0];
    const status = statusOf([...icons, ...Object.values(cells), await locator.innerText()]);
    if (!Number.isSafeInteger(seats) || expiresOn === undefined || status === undefined) {
      throw await this.#visit.changed('seats, expiry date and status in the line of Apex One SaaS');
    }
    return {
      product: cells.productsServices,
      seats,
      kind: cells.licenceKind,
      expiresOn: expiresOn.replace(/[/.]/gu, '-'),
      status,
    };
  }

  /** Guide 2-1: [コンソールを開く] in the line of Apex One SaaS. */
  async openConsole(): Promise<void> {
    const { locator } = await this.#row();
    await this.#visit.press(
      pressable(locator, label('openConsole')),
      '[コンソールを開く] in the line of Apex One SaaS',
    );
  }

  async #row(): Promise<LicenceRow> {
    await this.#visit.refuseCutOff();
    const rows = await readTable(this.#root, COLUMNS);
    const isApexOne = label('apexOneLicence');
    const found = rows.filter(({ cells }) => isApexOne.test(cells.productsServices));
    const [row] = found;
    if (!row || found.length > 1) {
      throw await this.#visit.changed(`one line of Apex One SaaS (there are ${String(found.length)})`);
    }
    return row;
  }
}

/** By the words, in the row or on its icon; else by the icon itself. */
function statusOf(texts: readonly string[]): Licence['status'] | undefined {
  const says = (...names: Parameters<typeof label>): boolean => texts.some((text) => label(...names).test(text));
  if (says('licenceExpiringSoon')) return 'expiringSoon';
  if (says('licenceExpired')) return 'expired';
  if (says('licenceValid')) return 'valid';
  return GLYPHS.find(([glyph]) => texts.some((text) => glyph.test(text)))?.[1];
}
