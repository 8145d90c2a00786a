import { PageChangedError } from '../../../domain/errors.ts';
import { label } from '../label.ts';
import { headed, type Root, type Sight } from '../root.ts';
import { List } from '../table.ts';
import type { BrowserSession } from '../browser-session.ts';

const COLUMNS = ['product', 'expiresOn'] as const;

/** Vision One > Administration > License Information (guide 3-6). */
export class LicenseInformationPage {
  static readonly sight: Sight = (root) => headed(root, label('apexOneProduct')).first();
  readonly #session: BrowserSession;
  readonly #list: List<(typeof COLUMNS)[number]>;

  constructor(session: BrowserSession, root: Root) {
    this.#session = session;
    this.#list = new List(session, root, { name: 'License Information', columns: COLUMNS, actions: ['openConsole'] });
  }

  /** [コンソールを開く], which only the primary account sees, in the line of Apex One; `false` when it does not show there. */
  async openConsole(): Promise<boolean> {
    const name = label('openConsole');
    const isOurs = label('apexOneProduct');
    const lines = await this.#list.read().catch((error: unknown) => {
      // There is another way to the console than by this page.
      if (error instanceof PageChangedError) return [];
      throw error;
    });
    const ours = lines.filter(
      ({ cells, buttons }) => isOurs.test(cells.product) && buttons.some((button) => name.test(button.name)),
    );
    const [line] = ours;
    if (!line) return false;
    if (ours.length > 1) throw await this.#session.changed('[コンソールを開く] in one line of Apex One');
    await this.#list.turnTo(({ cells }) => cells.product === line.cells.product);
    await this.#list.press(
      (rows) => rows.find(({ text }) => text === line.text),
      () => undefined,
      'openConsole',
      '[コンソールを開く] on License Information',
    );
    return true;
  }
}
