import { readConsoleFigure } from '../../../domain/console-figure.ts';
import type { Licence } from '../../../domain/licence.ts';
import { label } from '../label.ts';
import type { Root, Sight } from '../root.ts';
import { columnHeader, List, type Row } from '../table.ts';
import type { BrowserSession } from '../browser-session.ts';

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
  readonly #session: BrowserSession;
  readonly #list: List<(typeof COLUMNS)[number]>;

  constructor(session: BrowserSession, root: Root) {
    this.#session = session;
    this.#list = new List(session, root, { name: '製品/サービス', columns: COLUMNS, actions: ['openConsole'] });
  }

  /** Guide 1-1: the line of Apex One SaaS. */
  async readLicence(): Promise<Licence> {
    const { cells, icons, text } = await this.#row();
    const seats = readConsoleFigure(cells.seats);
    const expiresOn = /\d{4}[-/.]\d{1,2}[-/.]\d{1,2}/u.exec(cells.expiresOn.normalize('NFKC'))?.[0];
    const status = statusOf([...icons, ...Object.values(cells), text]);
    if (seats === undefined || expiresOn === undefined || status === undefined) {
      throw await this.#session.changed(
        `seats, expiry date and status in the line of Apex One SaaS (read "${cells.seats}", "${cells.expiresOn}")`,
      );
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
    const { cells } = await this.#row();
    await this.#list.turnTo((row) => row.cells.productsServices === cells.productsServices);
    await this.#list.press(
      (rows) => rows.find((row) => row.cells.productsServices === cells.productsServices),
      () => undefined,
      'openConsole',
      '[コンソールを開く] in the line of Apex One SaaS',
    );
  }

  async #row(): Promise<LicenceRow> {
    const isApexOne = label('apexOneLicence');
    const rows = await this.#list.read();
    const found = rows.filter(({ cells }) => isApexOne.test(cells.productsServices));
    const [row] = found;
    if (!row || found.length > 1) {
      throw await this.#session.changed(`one line of Apex One SaaS (there are ${String(found.length)})`);
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
