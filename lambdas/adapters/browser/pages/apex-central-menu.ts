import { label, mentions } from '../label.ts';
import { goByMenu } from '../menu.ts';
import { entry, type Root, type Sight, visible } from '../root.ts';
import type { BrowserSession } from '../browser-session.ts';
import { readByMenu } from './former-menu.ts';
import { IntegrationSettingsPage } from './integration-settings-page.ts';
import { SecurityStatusPage } from './security-status-page.ts';
import { UserAccountsPage } from './user-accounts-page.ts';

/** The menu across the top of Apex Central, which every page of it carries. */
export class ApexCentralMenu {
  static readonly sight: Sight = (root) => entry(root, label('administration', 'dashboard')).first();
  /** Instead of Apex Central: the portal that wakes an instance which nobody has used for a week. */
  static readonly asleep: Sight = (root) =>
    visible(root.getByRole('heading', { name: mentions('hibernated') })).first();
  readonly #session: BrowserSession;
  readonly #root: Root;

  constructor(session: BrowserSession, root: Root) {
    this.#session = session;
    this.#root = root;
  }

  /** Guide 1-2: 運用管理 > アカウント管理 > ユーザアカウント. */
  async openUserAccounts(): Promise<UserAccountsPage> {
    await goByMenu(this.#session, this.#root, ['administration', 'accountManagement', 'userAccounts']);
    const { root } = await this.#session.see({ page: UserAccountsPage.sight }, 'the page ユーザアカウント');
    return new UserAccountsPage(this.#session, root);
  }

  /** Guide 1-2: ダッシュボード > 概要 > セキュリティ状態; the sign-in usually leads there. */
  async openSecurityStatus(): Promise<SecurityStatusPage> {
    const seen =
      (await this.#session.glance({ page: SecurityStatusPage.sight })) ??
      (await goByMenu(this.#session, this.#root, ['dashboard', 'summary', 'securityStatus']),
      await this.#session.see({ page: SecurityStatusPage.sight }, 'the figures of 概要 > セキュリティ状態'));
    return new SecurityStatusPage(this.#session, seen.root);
  }

  /** For guide 3-18: the server that agents talk to, and the number of policies. */
  readLists() {
    return readByMenu(this.#session, this.#root);
  }

  /** Guide 2-2: [Trend Vision One] > [Trend Vision Oneにアクセス]. */
  async accessVisionOne(): Promise<void> {
    if (!(await goByMenu(this.#session, this.#root, ['trendVisionOne', 'accessVisionOne']))) {
      throw await this.#session.changed('the menu [Trend Vision One] > [Trend Vision Oneにアクセス]');
    }
  }

  /** Guide 3-7: [Trend Vision One] > [統合設定]. */
  async openIntegrationSettings(): Promise<IntegrationSettingsPage> {
    const here = await this.#session.glance({ page: IntegrationSettingsPage.sight });
    if (!here) await goByMenu(this.#session, this.#root, ['trendVisionOne', 'integrationSettings']);
    const { root } = await this.#session.see(
      { page: IntegrationSettingsPage.sight },
      'the page Trend Vision Oneの統合設定',
    );
    return new IntegrationSettingsPage(this.#session, root);
  }
}
