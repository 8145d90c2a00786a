import { PageChangedError } from '../../../domain/errors.ts';
import type { AgentCounts } from '../../../domain/tenant.ts';
import { label } from '../label.ts';
import { entry, type Root, type Sight } from '../root.ts';
import type { Visit } from '../visit.ts';
import { readByMenu } from './former-menu.ts';
import { SecurityStatusPage } from './security-status-page.ts';

/** Vision One > Endpoint Security > Standard Endpoint Protection: the former Apex Central (guide 3-18). */
export class StandardEndpointProtectionPage {
  readonly #visit: Visit;
  #root: Root | undefined;

  constructor(visit: Visit) {
    this.#visit = visit;
  }

  /** The figures of 概要 > セキュリティ状態; `undefined` when the page does not show the console. */
  async read(): Promise<AgentCounts | undefined> {
    await this.#visit.settled();
    const seen = await this.#figures();
    this.#root = seen?.root;
    return seen && new SecurityStatusPage(this.#visit, seen.root).read();
  }

  /** What its menu leads to, where `read` has found the console; leaves the page that it shows. */
  async readLists() {
    return this.#root && readByMenu(this.#visit, this.#root);
  }

  /** They may come late, or behind their tab; that they are not there is said only after waiting for them. */
  async #figures() {
    const sights: Record<'figures' | 'status' | 'summary', Sight> = {
      figures: SecurityStatusPage.sight,
      status: (root) => entry(root, label('securityStatus')).first(),
      summary: (root) => entry(root, label('summary')).first(),
    };
    const seen = await this.#visit.see(sights, 'the former console', { byHandsAlone: true }).catch((error: unknown) => {
      if (error instanceof PageChangedError) return undefined;
      throw error;
    });
    if (!seen || seen.name === 'figures') return seen;
    const name = label(seen.name === 'status' ? 'securityStatus' : 'summary');
    await entry(seen.root, name).first().click({ timeout: this.#visit.options.patience.action });
    return this.#visit.see({ figures: SecurityStatusPage.sight }, 'the figures of 概要 > セキュリティ状態');
  }
}
