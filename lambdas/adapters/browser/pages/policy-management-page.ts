import { HandOverNeededError } from '../../../domain/errors.ts';
import { label } from '../label.ts';
import { pressable, type Root, type Sight } from '../root.ts';
import { columnHeader, readTable } from '../table.ts';
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
    await this.#visit.settled();
    const rows = await readTable(this.#root, ['policyName']);
    const next = pressable(this.#root, label('nextPage')).and(this.#root.locator(':enabled, a[href]'));
    if ((await next.count()) > 0) {
      throw new HandOverNeededError('ポリシー管理 lists more policies than its page shows: a person has to count them');
    }
    return rows.length;
  }
}
