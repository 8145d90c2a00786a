import { inWords, label, title } from '../label.ts';
import type { LabelName } from '../labels.ts';
import { goByMenu } from '../menu.ts';
import { entry, headed, type Root, type Sight } from '../root.ts';
import type { Visit } from '../visit.ts';
import { LicenseInformationPage } from './license-information-page.ts';
import { ProductInstancePage } from './product-instance-page.ts';
import { StandardEndpointProtectionPage } from './standard-endpoint-protection-page.ts';

const MENU: LabelName[] = ['serviceManagement', 'productInstance', 'endpointSecurity', 'licenseInformation'];

/** The Vision One console with its menu (guide 2-12). */
export class VisionOneHome {
  static readonly sight: Sight = (root) => entry(root, label(...MENU)).first();
  readonly #visit: Visit;
  readonly #root: Root;

  constructor(visit: Visit, root: Root) {
    this.#visit = visit;
    this.#root = root;
  }

  /** Guide 3-1, 3-11: Service Management > Product Instance. */
  async openProductInstance(): Promise<ProductInstancePage> {
    await this.#go(['serviceManagement', 'productInstance']);
    const { root } = await this.#visit.see({ page: ProductInstancePage.sight }, 'the page Product Instance');
    return new ProductInstancePage(this.#visit, root);
  }

  /** Guide 3-6: Administration > License Information; `undefined` where the menu has no such entry. */
  async openLicenseInformation(): Promise<LicenseInformationPage | undefined> {
    if (!(await goByMenu(this.#visit, this.#root, ['visionOneAdministration', 'licenseInformation']))) return undefined;
    const { root } = await this.#visit.see({ page: LicenseInformationPage.sight }, 'the page License Information');
    return new LicenseInformationPage(this.#visit, root);
  }

  /** Guide 3-18: Endpoint Security > Standard Endpoint Protection; `undefined` where the menu has no such entry. */
  async openStandardEndpointProtection(): Promise<StandardEndpointProtectionPage | undefined> {
    const path: LabelName[] = ['endpointSecurity', 'standardEndpointProtection'];
    if (!(await goByMenu(this.#visit, this.#root, path))) return undefined;
    const page: Sight = (root) => headed(root, title('standardEndpointProtection')).first();
    await this.#visit.see({ page }, 'the page Standard Endpoint Protection');
    return new StandardEndpointProtectionPage(this.#visit);
  }

  async #go(path: LabelName[]): Promise<void> {
    if (await goByMenu(this.#visit, this.#root, path)) return;
    throw await this.#visit.changed(`the menu ${path.map(inWords).join(' > ')}`);
  }
}
