import type { AccountWizard } from './account-wizard.ts';
import { agentCountsOf, type Figures } from './agents.ts';
import type { ConsoleContext } from './clp.ts';
import { fingerprintOf } from './made-up.ts';
import { shownOf } from './lag.ts';
import { isRegistered, shownUpdateOf } from './progress.ts';
import { notThere, Refusal } from './refusal.ts';
import type { Session } from './sessions.ts';
import { hasAddress } from './sign-in-names.ts';
import { type UserAccountLine, userAccountLines } from './user-accounts.ts';
import type { VendorTenant } from './vendor-tenant.ts';

/** Guide 3-7, 3-10: Trend Vision Oneの統合設定. */
export interface IntegrationSettings {
  registered: boolean;
  /** サービスのステータス, in the language of the console. */
  status: string;
}

/** Apex Central SaaS, by the host of its tenant; the master account and the user accounts sign in here. */
export class ApexCentral {
  readonly #context: ConsoleContext & { wizard: AccountWizard };

  constructor(context: ConsoleContext & { wizard: AccountWizard }) {
    this.#context = context;
  }

  /** Cannot be reached while the update runs ("コンソールに一時的にアクセスできなくなり", guide 3-14). */
  signIn(host: string, name: string, password: string): Session {
    const { reception, directory } = this.#context;
    for (const tenant of directory.byHost(host)) refuseWhileHibernated(tenant);
    const session = reception.signIn({
      console: 'apexCentral',
      candidates: directory.byHost(host),
      name,
      password,
      // An upgraded user comes in through Vision One (guide 3-19).
      admits: ({ role, byEmail }) => role === 'master' || !byEmail,
    });
    this.#refuseDuringUpdate(session);
    return session;
  }

  /** Whether the wake-up portal stands before the console: nobody signed in for a week, and there were no agents. */
  isHibernated(host: string): boolean {
    return this.#context.directory.byHost(host).some((tenant) => tenant.awaits('HIBERNATED'));
  }

  /** What a person does at the wake-up portal. */
  wakeUp(host: string): void {
    for (const tenant of this.#context.directory.byHost(host)) tenant.strikes('HIBERNATED');
  }

  /** Guide 1-2. */
  userAccounts(session: Session): UserAccountLine[] {
    return userAccountLines(this.#enter(session));
  }

  /** Guide 1-2: 概要 > セキュリティ状態, with the lists behind the menu. */
  securityStatus(session: Session): Figures {
    return agentCountsOf(this.#enter(session));
  }

  /** Guide 3-7. */
  integrationSettings(session: Session): IntegrationSettings {
    return this.#settingsOf(this.#enter(session));
  }

  /** Guide 3-8, 3-9: [登録]. A token that is not the newest, or was used, changes nothing. */
  register(session: Session, token: string): IntegrationSettings {
    const tenant = this.#enter(session);
    const now = this.#context.clock.now();
    if (isRegistered(tenant, now)) throw notThere('登録トークン', '3-8');
    const { tokenFingerprint, transferredAt, registeredAt = now.toISOString() } = tenant.state;
    if (transferredAt && tokenFingerprint === fingerprintOf(tenant.id, token.trim())) {
      tenant.change({ registeredAt, tokenFingerprint: undefined });
    }
    return this.#settingsOf(tenant);
  }

  /** Guide 2-2: [Trend Vision One] > [Trend Vision Oneにアクセス]; the master account only. */
  accessVisionOne(session: Session): 'wizard' | 'signIn' {
    const tenant = this.#enter(session);
    if (session.role !== 'master') throw notThere('Trend Vision Oneにアクセス', '2-2');
    const now = this.#context.clock.now();
    if (shownOf(tenant, now).primary || hasAddress(tenant)) return 'signIn';
    this.#context.wizard.start(session);
    return 'wizard';
  }

  /** Guide 3-19: whether アカウントをアップグレードする appears after the sign-in instead of the console. */
  isUpgradeAsked(session: Session): boolean {
    return this.#isUpgradeAsked(this.#context.sessions.enter(session), session);
  }

  /** Guide 3-19: [続行] opens the wizard for the user's own account. */
  continueUpgrade(session: Session): void {
    const tenant = this.#context.sessions.enter(session);
    if (!this.#isUpgradeAsked(tenant, session)) {
      throw notThere('アカウントをアップグレードする', '3-19');
    }
    this.#context.wizard.start(session);
  }

  #enter(session: Session): VendorTenant {
    const tenant = this.#context.sessions.enter(session);
    refuseWhileHibernated(tenant);
    this.#refuseDuringUpdate(session);
    if (this.#isUpgradeAsked(tenant, session)) {
      throw notThere('Apex Central', '3-19');
    }
    return tenant;
  }

  #settingsOf(tenant: VendorTenant): IntegrationSettings {
    const registered = isRegistered(tenant, this.#context.clock.now());
    return { registered, status: registered ? tenant.labels.registered : tenant.labels.notRegistered };
  }

  #isUpgradeAsked(tenant: VendorTenant, { role }: Session): boolean {
    return role === 'user' && shownUpdateOf(tenant, this.#context.clock.now()) === 'finished';
  }

  #refuseDuringUpdate(session: Session): void {
    if (shownUpdateOf(session.tenant, this.#context.clock.now()) !== 'running') return;
    this.#context.sessions.end(session);
    throw new Refusal('serverError', { code: 'consoleDidNotAnswer', expected: 'Apex Central' }, '3-16');
  }
}

function refuseWhileHibernated(tenant: VendorTenant): void {
  if (tenant.awaits('HIBERNATED')) {
    throw new Refusal('hibernated', { code: 'hibernated' });
  }
}
