import type { Root, Sight } from '../root.ts';
import { columnHeader, List } from '../table.ts';
import type { BrowserSession } from '../browser-session.ts';

/** ポリシー > ポリシー管理 of Apex Central, and of the same console within Vision One. */
export class PolicyManagementPage {
  static readonly sight: Sight = (root) => columnHeader(root, 'policyName').first();
  readonly #session: BrowserSession;
  readonly #root: Root;

  constructor(session: BrowserSession, root: Root) {
    this.#session = session;
    this.#root = root;
  }

  /** How many policies the list has, for the product that it shows by itself. */
  async count(): Promise<number> {
    const rows = await new List(this.#session, this.#root, { name: 'ポリシー管理', columns: ['policyName'] }).read();
    return rows.length;
  }
}
