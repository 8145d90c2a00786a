import type { Locator } from 'playwright-core';
import { saidOn } from '../answer-to-press.ts';
import { block } from '../block.ts';
import { label } from '../label.ts';
import { type NamedProduct, whyNotNamed } from '../named-product.ts';
import { headed, pressable, type Root, type Sight } from '../root.ts';
import { type Tick, ticksBeside } from '../ticks.ts';
import type { BrowserSession } from '../browser-session.ts';

/** Vision One > "システムアップデートの通知": the dialog of the final press (guide 3-14). */
export class SystemUpdateNotice {
  static readonly sight: Sight = (root) => headed(root, label('systemUpdateNotice')).first();
  readonly #session: BrowserSession;
  readonly #root: Root;
  readonly #product: NamedProduct;
  #tick: Tick | undefined;

  constructor(session: BrowserSession, root: Root, product: NamedProduct) {
    this.#session = session;
    this.#root = root;
    this.#product = product;
  }

  /** Ticks 同意, and sees that it is ticked: by its own state, or by [接続して転送], which waits for it. */
  async tick(): Promise<void> {
    this.#session.guideStep = '3-14';
    const ticks = await ticksBeside(await this.#dialog(), label('understandAndAgree'));
    const [tick] = ticks;
    if (!tick || ticks.length > 1) {
      throw await this.#session.changed(
        `one tick 同意 in システムアップデートの通知 (there are ${String(ticks.length)})`,
      );
    }
    const button = await this.#button();
    const hadToWait = !(await button.isEnabled());
    const isTicked = async (): Promise<boolean> => (await tick.isSet()) ?? (hadToWait && (await button.isEnabled()));
    if (!(await tick.set(isTicked, this.#session.options.patience.action / 2))) {
      throw await this.#session.changed('the tick 同意 in システムアップデートの通知 to be seen ticked');
    }
    this.#tick = tick;
    await this.#session.photograph('3-14-notice-ticked');
  }

  /** The notice of the guide names no product; one that names another is not ours, whatever opened it. */
  async isNamed(): Promise<boolean> {
    return (await whyNotNamed(await this.#dialog(), this.#product)) === undefined;
  }

  /**
   * The final press, [接続して転送], once. `beforePress` is awaited with everything found, ticked, and nothing over the
   * button; what the console said before the press is told apart from its answer.
   */
  async press(beforePress: () => Promise<void>): Promise<string[]> {
    const button = await this.#button();
    if (!this.#tick || (await this.#tick.isSet()) === false || !(await button.isEnabled())) {
      throw await this.#session.changed('[接続して転送] to be pressed once 同意 is ticked');
    }
    const { action } = this.#session.options.patience;
    // What lies over it would be found only after the mark is written.
    await this.#session.click(button, '[接続して転送]', { trial: true });
    const saidBefore = await saidOn(this.#root);
    await this.#session.ofCaller(beforePress);
    this.#session.committed = true;
    await button.click({ timeout: action });
    return saidBefore;
  }

  #dialog(): Promise<Locator> {
    const heading = headed(this.#root, label('systemUpdateNotice')).first();
    return block(this.#root, heading, label('startTheUpdate'));
  }

  async #button(): Promise<Locator> {
    const button = pressable(await this.#dialog(), label('startTheUpdate'));
    const found = await button.count();
    if (found === 1) return button;
    throw await this.#session.changed(
      `exactly one [接続して転送] in システムアップデートの通知 (there are ${String(found)})`,
    );
  }
}
