import { PageChangedError } from '../../../domain/errors.ts';
import type { AgentCounts } from '../../../domain/tenant.ts';
import { label } from '../label.ts';
import { entry, type Root, type Sight } from '../root.ts';
import type { BrowserSession } from '../browser-session.ts';
import { readByMenu } from './former-menu.ts';
import { SecurityStatusPage } from './security-status-page.ts';

/** Vision One > Endpoint Security > Standard Endpoint Protection: the former Apex Central (guide 3-18). */
export class StandardEndpointProtectionPage {
  readonly #session: BrowserSession;
  #root: Root | undefined;

  constructor(session: BrowserSession) {
    this.#session = session;
  }

  /** The figures of 概要 > セキュリティ状態; `undefined` when the page does not show the console. */
  async read(): Promise<AgentCounts | undefined> {
    await this.#session.settled();
    const seen = await this.#figures();
    this.#root = seen?.root;
    return seen && new SecurityStatusPage(this.#session, seen.root).read();
  }

  /** What its menu leads to, where `read` has found the console; leaves the page that it shows. */
  async readLists() {
    return this.#root && readByMenu(this.#session, this.#root);
  }

  /** They may come late, or behind their tab; that they are not there is said only after waiting for them. */
  async #figures() {
    const sights: Record<'figures' | 'status' | 'summary', Sight> = {
      figures: SecurityStatusPage.sight,
      status: (root) => entry(root, label('securityStatus')).first(),
      summary: (root) => entry(root, label('summary')).first(),
    };
    const seen = await this.#session
      .see(sights, 'the former console', { byHandsAlone: true })
      .catch((error: unknown) => {
        if (error instanceof PageChangedError) return undefined;
        throw error;
      });
    if (!seen || seen.name === 'figures') return seen;
    const name = label(seen.name === 'status' ? 'securityStatus' : 'summary');
    await entry(seen.root, name).first().click({ timeout: this.#session.options.patience.action });
    return this.#session.see({ figures: SecurityStatusPage.sight }, 'the figures of 概要 > セキュリティ状態');
  }
}
