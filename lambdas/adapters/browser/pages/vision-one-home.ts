import { inWords, label, title } from '../label.ts';
import type { LabelName } from '../labels.ts';
import { goByMenu } from '../menu.ts';
import { entry, headed, type Root, type Sight } from '../root.ts';
import type { BrowserSession } from '../browser-session.ts';
import { LicenseInformationPage } from './license-information-page.ts';
import { ProductInstancePage } from './product-instance-page.ts';
import { StandardEndpointProtectionPage } from './standard-endpoint-protection-page.ts';

const MENU: LabelName[] = ['serviceManagement', 'productInstance', 'endpointSecurity', 'licenseInformation'];

/** The Vision One console with its menu (guide 2-12). */
export class VisionOneHome {
  static readonly sight: Sight = (root) => entry(root, label(...MENU)).first();
  readonly #session: BrowserSession;
  readonly #root: Root;

  constructor(session: BrowserSession, root: Root) {
    this.#session = session;
    this.#root = root;
  }

  /** Guide 3-1, 3-11: Service Management > Product Instance. */
  async openProductInstance(): Promise<ProductInstancePage> {
    await this.#go(['serviceManagement', 'productInstance']);
    const { root } = await this.#session.see({ page: ProductInstancePage.sight }, 'the page Product Instance');
    return new ProductInstancePage(this.#session, root);
  }

  /** Guide 3-6: Administration > License Information; `undefined` where the menu has no such entry. */
  async openLicenseInformation(): Promise<LicenseInformationPage | undefined> {
    if (!(await goByMenu(this.#session, this.#root, ['visionOneAdministration', 'licenseInformation'])))
      return undefined;
    const { root } = await this.#session.see({ page: LicenseInformationPage.sight }, 'the page License Information');
    return new LicenseInformationPage(this.#session, root);
  }

  /** Guide 3-18: Endpoint Security > Standard Endpoint Protection; `undefined` where the menu has no such entry. */
  async openStandardEndpointProtection(): Promise<StandardEndpointProtectionPage | undefined> {
    const path: LabelName[] = ['endpointSecurity', 'standardEndpointProtection'];
    if (!(await goByMenu(this.#session, this.#root, path))) return undefined;
    const page: Sight = (root) => headed(root, title('standardEndpointProtection')).first();
    await this.#session.see({ page }, 'the page Standard Endpoint Protection');
    return new StandardEndpointProtectionPage(this.#session);
  }

  async #go(path: LabelName[]): Promise<void> {
    if (await goByMenu(this.#session, this.#root, path)) return;
    throw await this.#session.changed(`the menu ${path.map(inWords).join(' > ')}`);
  }
}
