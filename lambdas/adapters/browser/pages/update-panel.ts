import type { Locator } from 'playwright-core';
import { PageChangedError } from '../../../domain/errors.ts';
import { block } from '../block.ts';
import { beginsWith, label } from '../label.ts';
import { type NamedProduct, whyNotNamed } from '../named-product.ts';
import { either, entry, headed, pressable, type Root, type Sight, shows } from '../root.ts';
import { ticksBeside } from '../ticks.ts';
import type { BrowserSession } from '../browser-session.ts';
import { SystemUpdateNotice } from './system-update-notice.ts';

/** Vision One > Product Instance > "ソリューションをアップデート", with the legal texts (guide 3-13). */
export class UpdatePanel {
  static readonly sight: Sight = (root) =>
    either(pressable(root, label('agreeToUpdate')), headed(root, label('updateSolution'))).first();
  readonly #session: BrowserSession;
  readonly #root: Root;
  /** Whose panel it is: the row that it was opened from. */
  readonly product: NamedProduct;

  constructor(session: BrowserSession, root: Root, product: NamedProduct) {
    this.#session = session;
    this.#root = root;
    this.product = product;
  }

  /**
   * Agrees to the legal texts and presses [アップデートに同意する]; never the link that offers to try something first. A panel
   * that is not headed with the name of the product (guide 3-13) belongs to another one, or to nobody.
   */
  async agree(): Promise<SystemUpdateNotice> {
    this.#session.guideStep = '3-13';
    const agree = pressable(this.#root, label('agreeToUpdate'));
    const tab = entry(this.#root, label('updateSolution'));
    if (!(await shows(agree)) && (await shows(tab))) await tab.first().click();
    await this.#session.see(
      { agree: (root) => pressable(root, label('agreeToUpdate')).first() },
      'the button [アップデートに同意する]',
    );
    const panel = await this.#panel();
    const whyNot = await whyNotNamed(panel, this.product);
    if (whyNot) throw new PageChangedError({ code: 'panelOfAnother', why: whyNot });
    await this.#tickLegalTexts(panel);
    await this.#session.press(pressable(panel, label('agreeToUpdate')), '[アップデートに同意する]');
    const { root } = await this.#session.see(
      { notice: SystemUpdateNotice.sight },
      'the dialog システムアップデートの通知',
    );
    return new SystemUpdateNotice(this.#session, root, this.product);
  }

  /** With the button, and with what heads it: a heading, or the tab that the guide's screen shows beside 設定. */
  async #panel(): Promise<Locator> {
    const [name, agree] = [label('updateSolution'), label('agreeToUpdate')];
    const heading = either(headed(this.#root, name), entry(this.#root, name)).first();
    const inner = (await shows(heading)) ? heading : pressable(this.#root, agree).first();
    return block(this.#root, inner, agree);
  }

  /** Where the legal texts are ticked rather than only shown. */
  async #tickLegalTexts(panel: Locator): Promise<void> {
    for (const tick of await ticksBeside(panel, beginsWith('legalTexts'))) {
      // A text that is shown beside nothing to tick is only shown.
      if ((await tick.isSet()) === undefined) continue;
      const isDone = async (): Promise<boolean> => (await tick.isSet()) === true;
      if (await tick.set(isDone, this.#session.options.patience.action / 2)) continue;
      throw await this.#session.changed('each tick of the legal texts to be seen ticked');
    }
  }
}
