import { PageChangedError } from '../../../domain/errors.ts';
import { shownRow, productAmong, type ProductInstanceRow, stateOf } from '../../../domain/product-instance.ts';
import { label, title } from '../label.ts';
import type { NamedProduct } from '../named-product.ts';
import { either, headed, pressable, type Root, type Sight } from '../root.ts';
import { columnHeader, List, type Row } from '../table.ts';
import type { BrowserSession } from '../browser-session.ts';
import { ProductConnectionPage } from './product-connection-page.ts';
import { UpdatePanel } from './update-panel.ts';

const COLUMNS = ['displayName', 'status', 'instanceType', 'region'] as const;
type InstanceRow = ProductInstanceRow & Pick<Row<(typeof COLUMNS)[number]>, 'text'>;

/** Vision One > Service Management > Product Instance (guide 3-1, 3-11 to 3-17). */
export class ProductInstancePage {
  static readonly sight: Sight = (root) =>
    either(columnHeader(root, 'instanceType'), pressable(root, label('addExistingProduct'))).first();
  readonly #session: BrowserSession;
  readonly #list: List<(typeof COLUMNS)[number]>;

  constructor(session: BrowserSession, root: Root) {
    this.#session = session;
    this.#list = new List(session, root, { name: 'Product Instance', columns: COLUMNS, actions: ['update'] });
  }

  /** The row of the product, whatever it is called by now; `undefined` only of a list that was read whole. */
  async read(): Promise<ProductInstanceRow | undefined> {
    const row = ours(await this.#rows());
    return row && asShown(row);
  }

  /** The row of the product among those that show right now; that there is none says nothing. */
  async glance(): Promise<ProductInstanceRow | undefined> {
    const rows = await this.#list.glance();
    const row = rows && ours(await this.#instances(rows));
    return row && asShown(row);
  }

  /** Guide 3-1: [既存製品を追加], which is for a product that is not connected yet. */
  async addExistingProduct(): Promise<ProductConnectionPage> {
    const row = await this.read();
    const state = stateOf(row);
    if (row && state !== 'connecting') {
      throw new PageChangedError({ code: 'rowThereAlready', row: shownRow(row) });
    }
    const add: Sight = (root) => pressable(root, label('addExistingProduct')).first();
    const { root: at } = await this.#session.see({ add }, '[既存製品を追加]');
    await this.#session.press(pressable(at, label('addExistingProduct')), '[既存製品を追加]');
    const { root } = await this.#session.see({ page: ProductConnectionPage.sight }, 'the dialog Product Connection');
    return new ProductConnectionPage(this.#session, root);
  }

  /** Guide 3-12: the button [アップデート] in the row; only in the row that says, as a whole, that it may be pressed. */
  async openUpdatePanel(): Promise<UpdatePanel> {
    const rows = await this.#rows();
    const row = ours(rows);
    if (!row || stateOf(row) !== 'connected') throw notOffered(row);
    await this.#list.turnTo(({ cells }) => isSame(cells, row));
    await this.#list.press(
      (shown) => shown.find(({ cells }) => isSame(cells, row)),
      async (shown) => {
        const [now] = await this.#instances([shown]);
        if (stateOf(now) !== 'connected') throw notOffered(now);
      },
      'update',
      '[アップデート] in the row',
    );
    const { root } = await this.#session.see({ panel: UpdatePanel.sight }, 'the panel ソリューションをアップデート');
    const others = rows.filter((other) => other !== row).map(({ displayName }) => displayName);
    return new UpdatePanel(this.#session, root, { displayName: row.displayName, others });
  }

  /**
   * Reads the row once more behind an open dialog; answers `false` where no list shows behind it, because the console shows
   * dialogs as pages of their own.
   */
  async confirmStillOffered({ displayName }: NamedProduct): Promise<boolean> {
    const rows = await this.#list.glance();
    if (!rows) return false;
    const row = ours(await this.#instances(rows));
    if (stateOf(row) !== 'connected' || row?.displayName !== displayName) throw notOffered(row);
    return true;
  }

  async #rows(): Promise<InstanceRow[]> {
    const at: Sight = (root) => headed(root, title('productInstance')).first();
    await this.#session.see({ at }, 'the page Product Instance');
    return this.#instances(await this.#list.read());
  }

  async #instances(rows: readonly Row<(typeof COLUMNS)[number]>[]): Promise<InstanceRow[]> {
    const name = label('update');
    const instances: InstanceRow[] = [];
    for (const { cells, buttons, text } of rows) {
      const updates = buttons.filter((button) => name.test(button.name));
      if (updates.length > 1) {
        throw await this.#session.changed(
          `at most one button [アップデート] in the row (there are ${String(updates.length)})`,
        );
      }
      instances.push({ ...cells, text, updateOffered: updates[0]?.enabled ?? false });
    }
    return instances;
  }
}

/** The row of Apex One, or of what became of it. */
function ours(rows: readonly InstanceRow[]): InstanceRow | undefined {
  const found = productAmong(rows);
  if ('whyUnclear' in found) {
    throw new PageChangedError({ code: 'rowUnclear', why: found.whyUnclear });
  }
  return found.row;
}

function isSame(one: Pick<ProductInstanceRow, 'displayName' | 'instanceType'>, other: typeof one): boolean {
  return one.displayName === other.displayName && one.instanceType === other.instanceType;
}

function asShown({ text: _, ...row }: InstanceRow): ProductInstanceRow {
  return row;
}

function notOffered(row: ProductInstanceRow | undefined): PageChangedError {
  return new PageChangedError({ code: 'updateNotOffered', row: shownRow(row) });
}
