import type { ConsoleAccount } from '../../../domain/tenant.ts';
import { label } from '../label.ts';
import type { Root, Sight } from '../root.ts';
import { columnHeader, List } from '../table.ts';
import type { BrowserSession } from '../browser-session.ts';

const COLUMNS = ['userName', 'accountKind', 'userRole'] as const;

/** Apex Central > 運用管理 > アカウント管理 > ユーザアカウント (guide 1-2). */
export class UserAccountsPage {
  static readonly sight: Sight = (root) => columnHeader(root, 'userName').first();
  readonly #session: BrowserSession;
  readonly #root: Root;

  constructor(session: BrowserSession, root: Root) {
    this.#session = session;
    this.#root = root;
  }

  /** Every account, or none of them: a list that is not whole would leave somebody behind. */
  async read(): Promise<ConsoleAccount[]> {
    const list = new List(this.#session, this.#root, { name: 'ユーザアカウント', columns: COLUMNS });
    const rows = await list.read();
    return Promise.all(rows.map(({ cells }) => this.#accountOf(cells)));
  }

  async #accountOf(cells: Record<(typeof COLUMNS)[number], string>): Promise<ConsoleAccount> {
    const { userName: name, accountKind, userRole: role } = cells;
    const isCustom = label('customAccount').test(accountKind);
    if (name === '' || (!isCustom && !label('directoryAccount').test(accountKind))) {
      throw await this.#session.changed(
        `a name and a known 種類 in each line of ユーザアカウント (read "${name}", "${accountKind}")`,
      );
    }
    return { name, kind: isCustom ? 'custom' : 'directory', role };
  }
}
