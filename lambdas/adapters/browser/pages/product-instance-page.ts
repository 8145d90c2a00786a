import { PageChangedError } from '../../../domain/errors.ts';
import { describeRow, type ProductInstanceRow, stateOf } from '../../../domain/product-instance.ts';
import { label, title } from '../label.ts';
import { either, headed, pressable, type Root, type Sight, shows, visible } from '../root.ts';
import { columnHeader, readTableIfAny, type Row } from '../table.ts';
import type { Visit } from '../visit.ts';
import { ProductConnectionPage } from './product-connection-page.ts';
import { UpdatePanel } from './update-panel.ts';

const COLUMNS = ['displayName', 'status', 'instanceType', 'region'] as const;
type InstanceRow = Row<(typeof COLUMNS)[number]>;

/** What the product is called, or may come to be called; rows of other products are none of ours. */
const BEFORE_UPDATE = /apex\s*one/iu;
const AFTER_UPDATE = /standard\s*endpoint\s*protection/iu;

/** Vision One > Service Management > Product Instance (guide 3-1, 3-11 to 3-17). */
export class ProductInstancePage {
  static readonly sight: Sight = (root) =>
    either(columnHeader(root, 'instanceType'), pressable(root, label('addExistingProduct'))).first();
  readonly #visit: Visit;
  readonly #root: Root;

  constructor(visit: Visit, root: Root) {
    this.#visit = visit;
    this.#root = root;
  }

  async isAt(): Promise<boolean> {
    return shows(headed(this.#root, title('productInstance')));
  }

  /** The row of the product, whatever it is called by now. */
  async read(): Promise<ProductInstanceRow | undefined> {
    const found = await this.#find();
    return found && this.#asShown(found);
  }

  /** Guide 3-1: [既存製品を追加], which is for a product that is not connected yet. */
  async addExistingProduct(): Promise<ProductConnectionPage> {
    const row = await this.read();
    const state = stateOf(row);
    if (row && state !== 'connecting') {
      throw new PageChangedError(`Product Instance has the product already: ${describeRow(row)}`);
    }
    await this.#visit.press(pressable(this.#root, label('addExistingProduct')), '[既存製品を追加]');
    const { root } = await this.#visit.see({ page: ProductConnectionPage.sight }, 'the dialog Product Connection');
    return new ProductConnectionPage(this.#visit, root);
  }

  /** Guide 3-12: the button [アップデート] in the row; only in the row that says, as a whole, that it may be pressed. */
  async openUpdatePanel(): Promise<UpdatePanel> {
    const found = await this.#find();
    const row = found && (await this.#asShown(found));
    if (!found || stateOf(row) !== 'connected') throw notOffered(row);
    const button = updateButton(found);
    if (await shows(button)) {
      await this.#visit.press(button, '[アップデート] in the row');
    }
    const { root } = await this.#visit.see({ panel: UpdatePanel.sight }, 'the panel ソリューションをアップデート');
    return new UpdatePanel(this.#visit, root);
  }

  /** Reads the row once more behind an open dialog; a console that shows dialogs as pages of their own has none. */
  async confirmStillOffered(): Promise<void> {
    const rows = await readTableIfAny(this.#root, COLUMNS);
    const found = onlyOne(rows ?? []);
    const row = found && (await this.#asShown(found));
    if (rows && stateOf(row) !== 'connected') throw notOffered(row);
  }

  async #find(): Promise<InstanceRow | undefined> {
    const [isAt, rows] = await Promise.all([
      this.isAt(),
      readTableIfAny(this.#root, COLUMNS),
      this.#visit.refuseCutOff(),
    ]);
    if (!isAt) throw await this.#visit.changed('the page Product Instance');
    const row = onlyOne(rows ?? []);
    if (row) return row;
    // Nothing there, or nothing yet.
    await this.#visit.settled();
    return onlyOne((await readTableIfAny(this.#root, COLUMNS)) ?? []);
  }

  async #asShown({ cells, buttons }: InstanceRow): Promise<ProductInstanceRow> {
    const name = label('update');
    const updates = buttons.filter((button) => name.test(button.name));
    if (updates.length > 1) {
      throw await this.#visit.changed(
        `at most one button [アップデート] in the row (there are ${String(updates.length)})`,
      );
    }
    const [update] = updates;
    // Where it is a link, its text is part of the cell it stands in (guide 3-11: behind the display name).
    const displayName = update ? cells.displayName.replace(update.name, '').trim() : cells.displayName;
    return { ...cells, displayName, updateOffered: update?.enabled ?? false };
  }
}

/** A button, or a link that looks like one; the status of the same name is neither. */
function updateButton({ locator }: InstanceRow) {
  const name = label('update');
  return visible(either(locator.getByRole('button', { name }), locator.getByRole('link', { name })));
}

/** The row of Apex One, or of what became of it; two of a kind are not ours to choose from. */
function onlyOne(rows: readonly InstanceRow[]): InstanceRow | undefined {
  for (const name of [BEFORE_UPDATE, AFTER_UPDATE]) {
    const found = rows.filter(({ cells }) => name.test(cells.instanceType) || name.test(cells.displayName));
    if (found.length > 1) {
      throw new PageChangedError(
        `Product Instance shows ${String(found.length)} rows of the product: a person has to say which`,
      );
    }
    if (found[0]) return found[0];
  }
  return undefined;
}

function notOffered(row: ProductInstanceRow | undefined): PageChangedError {
  return new PageChangedError(`Product Instance does not offer the update: ${row ? describeRow(row) : 'no row'}`);
}
