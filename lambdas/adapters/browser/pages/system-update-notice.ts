import type { Locator } from 'playwright-core';
import { saidOn } from '../answer-to-press.ts';
import { block } from '../block.ts';
import { label } from '../label.ts';
import { headed, pressable, type Root, type Sight, visible } from '../root.ts';
import type { Visit } from '../visit.ts';

/** Vision One > "システムアップデートの通知": the dialog of the final press (guide 3-14). */
export class SystemUpdateNotice {
  static readonly sight: Sight = (root) => headed(root, label('systemUpdateNotice')).first();
  readonly #visit: Visit;
  readonly #root: Root;

  constructor(visit: Visit, root: Root) {
    this.#visit = visit;
    this.#root = root;
  }

  /** Ticks 同意. */
  async tick(): Promise<void> {
    this.#visit.guideStep = '3-14';
    const tick = this.#tick();
    if ((await tick.count()) !== 1) throw await this.#visit.changed('the tick 同意 in システムアップデートの通知');
    await tick.check({ timeout: this.#visit.options.patience.action });
    await this.#visit.photograph('3-14-notice-ticked');
  }

  /**
   * The final press, [接続して転送], once. `beforePress` is awaited with everything found and the hand on the button;
   * what the console said before the press is told apart from its answer.
   */
  async press(beforePress: () => Promise<void>): Promise<string[]> {
    const dialog = block(this.#root, this.#tick(), label('startTheUpdate'));
    const button = pressable(dialog, label('startTheUpdate'));
    const found = await button.count();
    if (found !== 1)
      throw await this.#visit.changed(
        `exactly one [接続して転送] in システムアップデートの通知 (there are ${String(found)})`,
      );
    if (!(await this.#tick().isChecked()) || !(await button.isEnabled())) {
      throw await this.#visit.changed('[接続して転送] to be pressed once 同意 is ticked');
    }
    const saidBefore = await saidOn(this.#root);
    await this.#visit.ofCaller(beforePress);
    this.#visit.committed = true;
    await button.click({ timeout: this.#visit.options.patience.action });
    return saidBefore;
  }

  #tick(): Locator {
    return visible(this.#root.getByRole('checkbox', { name: label('understandAndAgree') }));
  }
}
