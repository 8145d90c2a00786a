import type { Secret } from '../../../domain/secret.ts';
import type { Registration } from '../../../ports/apex-central.ts';
import { block } from '../block.ts';
import { beginsWith, label, labelled, title } from '../label.ts';
import { either, field, headed, pressable, type Root, type Sight, shows, visible } from '../root.ts';
import { textOf } from '../page-text.ts';
import type { BrowserSession } from '../browser-session.ts';

/** Milliseconds until a press of [登録] that shows nothing counts as one that changed nothing. */
const ANSWERS_WITHIN = 4_000;

/** Apex Central > Trend Vision One > 統合設定: "Trend Vision Oneの統合設定" (guide 3-7 to 3-10). */
export class IntegrationSettingsPage {
  static readonly sight: Sight = (root) => visible(root.getByText(beginsWith('serviceStatus'))).first();
  readonly #session: BrowserSession;
  readonly #root: Root;

  constructor(session: BrowserSession, root: Root) {
    this.#session = session;
    this.#root = root;
  }

  async isAt(): Promise<boolean> {
    const [heading, status] = await Promise.all([
      shows(headed(this.#root, title('integrationSettingsPage'))),
      shows(IntegrationSettingsPage.sight(this.#root)),
    ]);
    return heading && status;
  }

  /** サービスのステータス; a status that is neither of both is for a person. */
  async read(): Promise<Registration> {
    if (!(await this.isAt()))
      throw await this.#session.changed('the page Trend Vision Oneの統合設定 with サービスのステータス');
    const status =
      labelled('serviceStatus')
        .exec(await textOf(this.#root))?.[1]
        ?.trim() ?? '';
    if (beginsWith('notRegistered').test(status)) return 'notRegistered';
    if (beginsWith('registered').test(status)) return 'registered';
    throw await this.#session.changed(`登録されていません or 登録済み as サービスのステータス (read "${status}")`);
  }

  /** Guide 3-8, 3-9. A console that is registered shows no box for a token. */
  async register(token: Secret): Promise<Registration> {
    if ((await this.read()) === 'registered') return 'registered';
    this.#session.options.scrubber.learn(token);
    const box = this.#root
      .getByLabel(label('registrationToken'))
      .or(field(this.#root, label('registrationToken')))
      .first();
    await box.fill(token.reveal());
    const given = await box.elementHandle();
    // [登録] also heads the section and may stand in a menu: the button meant is the one nearest to the box.
    const around = await block(this.#root, box, label('register'));
    await this.#session.press(pressable(around, label('register')), '[登録] beside the box 登録トークン');
    await this.#answer(() => given?.evaluate((element: { isConnected: boolean }) => element.isConnected));
    return this.read();
  }

  /** Until the page says something, comes anew, or nothing more is under way. */
  async #answer(isBoxStill: () => Promise<boolean> | undefined): Promise<void> {
    const answered: Sight = (root) =>
      either(
        visible(root.getByText(label('nowRegistered'))),
        visible(root.getByRole('alert')),
        visible(root.getByText(label('registered'))),
      ).first();
    const end = performance.now() + ANSWERS_WITHIN;
    while (performance.now() < end) {
      if (await this.#session.glance({ answered })) return;
      const still = await isBoxStill()?.catch(() => false);
      if (still === false) break;
    }
    await this.#session.see(
      { page: IntegrationSettingsPage.sight },
      'the page Trend Vision Oneの統合設定 after [登録]',
    );
  }
}
