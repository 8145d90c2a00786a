import type { AgentCounts } from '../../../domain/tenant.ts';
import { label } from '../label.ts';
import { entry, type Root } from '../root.ts';
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
    const seen = (await this.#glance()) ?? (await this.#behindItsTab());
    this.#root = seen?.root;
    return seen && new SecurityStatusPage(this.#visit, seen.root).read();
  }

  /** What its menu leads to, where `read` has found the console; leaves the page that it shows. */
  async readLists() {
    return this.#root && readByMenu(this.#visit, this.#root);
  }

  #glance() {
    return this.#visit.glance({ figures: SecurityStatusPage.sight });
  }

  async #behindItsTab() {
    const tab = await this.#visit.glance({
      status: (root: Root) => entry(root, label('securityStatus')).first(),
      summary: (root: Root) => entry(root, label('summary')).first(),
    });
    if (!tab) return undefined;
    const name = tab.name === 'status' ? label('securityStatus') : label('summary');
    await entry(tab.root, name).first().click({ timeout: this.#visit.options.patience.action });
    return this.#visit.see({ figures: SecurityStatusPage.sight }, 'the figures of 概要 > セキュリティ状態');
  }
}
