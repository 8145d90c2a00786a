import { label } from '../label.ts';
import { headed, pressable, type Root, type Sight } from '../root.ts';
import type { BrowserSession } from '../browser-session.ts';

/** Apex Central, after a user account has signed in: "アカウントをアップグレードする" (guide 3-19). */
export class AccountUpgradePage {
  static readonly sight: Sight = (root) => headed(root, label('upgradeAccount')).first();
  readonly #session: BrowserSession;
  readonly #root: Root;

  constructor(session: BrowserSession, root: Root) {
    this.#session = session;
    this.#root = root;
  }

  /** [続行], which opens the wizard. */
  async continue(): Promise<void> {
    await this.#session.press(pressable(this.#root, label('continue')), '[続行] on アカウントをアップグレードする');
  }
}
