import { readFqdn } from '../../../domain/fqdn.ts';
import { label } from '../label.ts';
import type { Root, Sight } from '../root.ts';
import { columnHeader, List } from '../table.ts';
import type { BrowserSession } from '../browser-session.ts';

const COLUMNS = ['server', 'product'] as const;

/** ディレクトリ > 製品サーバ of Apex Central, and of the same console within Vision One. */
export class ProductServersPage {
  static readonly sight: Sight = (root) => columnHeader(root, 'server').first();
  readonly #session: BrowserSession;
  readonly #root: Root;

  constructor(session: BrowserSession, root: Root) {
    this.#session = session;
    this.#root = root;
  }

  /** The name of the one server that the agents of Apex One talk to. */
  async readAgentsFqdn(): Promise<string> {
    const rows = await new List(this.#session, this.#root, { name: '製品サーバ', columns: COLUMNS }).read();
    const servers = rows.filter(({ cells }) => label('apexOneLicence').test(cells.product));
    const names = new Set(servers.map(({ cells }) => readFqdn(cells.server)));
    const [only] = names;
    if (names.size === 1 && only !== undefined) return only;
    const read = servers.map(({ cells }) => `"${cells.server}"`).join(', ') || 'none';
    throw await this.#session.changed(`one server of Apex One by its full name on the page 製品サーバ (read ${read})`);
  }
}
