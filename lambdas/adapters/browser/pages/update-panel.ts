import { beginsWith, label } from '../label.ts';
import { either, entry, headed, pressable, type Root, type Sight, shows, visible } from '../root.ts';
import type { Visit } from '../visit.ts';
import { SystemUpdateNotice } from './system-update-notice.ts';

/** Vision One > Product Instance > "ソリューションをアップデート", with the legal texts (guide 3-13). */
export class UpdatePanel {
  static readonly sight: Sight = (root) =>
    either(pressable(root, label('agreeToUpdate')), headed(root, label('updateSolution'))).first();
  readonly #visit: Visit;
  readonly #root: Root;

  constructor(visit: Visit, root: Root) {
    this.#visit = visit;
    this.#root = root;
  }

  /** Agrees to the legal texts and presses [アップデートに同意する]; never the link that offers to try something first. */
  async agree(): Promise<SystemUpdateNotice> {
    this.#visit.guideStep = '3-13';
    const agree = pressable(this.#root, label('agreeToUpdate'));
    const tab = entry(this.#root, label('updateSolution'));
    if (!(await shows(agree)) && (await shows(tab))) await tab.first().click();
    await this.#visit.see(
      { agree: (root) => pressable(root, label('agreeToUpdate')).first() },
      'the button [アップデートに同意する]',
    );
    for (const tick of await this.#ticks().all()) await tick.check();
    await this.#visit.press(agree, '[アップデートに同意する]');
    const { root } = await this.#visit.see(
      { notice: SystemUpdateNotice.sight },
      'the dialog システムアップデートの通知',
    );
    return new SystemUpdateNotice(this.#visit, root);
  }

  /** Where the legal texts are ticked rather than only shown. */
  #ticks() {
    return visible(this.#root.getByRole('checkbox', { name: beginsWith('legalTexts') }));
  }
}
