import type { Root, Sight } from '../root.ts';
import { columnHeader, List } from '../table.ts';
import type { Visit } from '../visit.ts';

/** ポリシー > ポリシー管理 of Apex Central, and of the same console within Vision One. */
export class PolicyManagementPage {
  static readonly sight: Sight = (root) => columnHeader(root, 'policyName').first();
  readonly #visit: Visit;
  readonly #root: Root;

  constructor(visit: Visit, root: Root) {
    this.#visit = visit;
    this.#root = root;
  }

  /** How many policies the list has, for the product that it shows by itself. */
  async count(): Promise<number> {
    const rows = await new List(this.#visit, this.#root, { name: 'ポリシー管理', columns: ['policyName'] }).read();
    return rows.length;
  }
}
