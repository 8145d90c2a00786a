import { label } from '../label.ts';
import { headed, pressable, type Root, type Sight } from '../root.ts';
import type { Visit } from '../visit.ts';

/** Vision One > Administration > License Information (guide 3-6). */
export class LicenseInformationPage {
  static readonly sight: Sight = (root) => headed(root, label('apexOneProduct')).first();
  readonly #visit: Visit;
  readonly #root: Root;

  constructor(visit: Visit, root: Root) {
    this.#visit = visit;
    this.#root = root;
  }

  /** [コンソールを開く], which only the primary account sees; `false` when it does not show. */
  async openConsole(): Promise<boolean> {
    await this.#visit.settled();
    const name = label('openConsole');
    const rows = this.#root.getByRole('row').filter({ hasText: label('apexOneProduct') });
    const inRow = pressable(rows, name);
    const button = (await inRow.count()) === 1 ? inRow : pressable(this.#root, name);
    if ((await button.count()) === 0) return false;
    await this.#visit.press(button, '[コンソールを開く] on License Information');
    return true;
  }
}
