import { ManualActionRequiredError } from '../../../domain/errors.ts';
import { label } from '../label.ts';
import { headed, pressable, type Root, type Seen, type Sight, shows, visible } from '../root.ts';
import type { BrowserSession } from '../browser-session.ts';
import { VisionOneHome } from './vision-one-home.ts';

/** What Vision One shows after the sign-in, until there is a console (guide 2-10 to 2-12). */
export class ProvisionConsolePage {
  /** Guide 2-11: [Provision Console]. */
  static readonly sight: Sight = (root) => visible(root.getByText(label('provisionConsole'))).first();
  /** It was pressed, and the console is not there yet. */
  static readonly provisioning: Sight = (root) => visible(root.getByText(label('provisioning'))).first();
  /** Where the vendor asks for it: the region, chosen for good. */
  static readonly region: Sight = (root) => headed(root, label('chooseRegion')).first();
  readonly #session: BrowserSession;
  readonly #root: Root;

  constructor(session: BrowserSession, root: Root) {
    this.#session = session;
    this.#root = root;
  }

  /** Guide 2-11; the region, where it is asked for before or after it, as planned or not at all. */
  async provision(region: string): Promise<void> {
    this.#session.guideStep = '2-11';
    const isAsked = await shows(ProvisionConsolePage.region(this.#root));
    const button = { provision: ProvisionConsolePage.sight };
    const { root } = isAsked ? await this.#choose(this.#root, region, button) : { root: this.#root };
    await chooseRegion(root, region);
    this.#session.committed = true;
    await this.#session.press(pressable(root, label('provisionConsole')), '[Provision Console]');
    const begun = { provisioning: ProvisionConsolePage.provisioning, home: VisionOneHome.sight };
    const sights = { region: ProvisionConsolePage.region, ...begun };
    const seen = await this.#session.see(sights, '"Provisioning" after [Provision Console]');
    if (seen.name === 'region') await this.#choose(seen.root, region, begun);
  }

  /** Answers the page that asks for the region, and waits for what comes behind it. */
  async #choose<Name extends string>(root: Root, region: string, next: Record<Name, Sight>): Promise<Seen<Name>> {
    if (!(await chooseRegion(root, region))) throw await this.#session.changed(`the region ${region} to choose`);
    const further = pressable(root, label('confirm', 'submit', 'save', 'provisionConsole'));
    await this.#session.press(further, 'button that confirms the region');
    return this.#session.see(next, 'the page after the choice of the region');
  }
}

/** The Japanese name of the one region that has one in the guide. */
const NAMES: Readonly<Record<string, string>> = { Japan: '日本', 日本: 'Japan' };

/** Chooses it where a choice shows; refuses a choice that does not offer it, because it can never be changed. */
async function chooseRegion(root: Root, region: string): Promise<boolean> {
  const name = new RegExp(`^\\s*(?:${[region, NAMES[region] ?? region].map(escape).join('|')})\\s*(?:[(（].*)?$`, 'iu');
  const list = visible(root.getByRole('combobox', { name: label('region', 'chooseRegion') })).first();
  const radio = visible(root.getByRole('radio'));
  if (await shows(list)) {
    const options = (await list.locator('option').allInnerTexts()).map((text) => text.trim());
    const wanted = options.find((text) => name.test(text));
    if (wanted === undefined) throw notOffered(region, options);
    await list.selectOption({ label: wanted });
    return true;
  }
  if ((await radio.count()) === 0) return false;
  const wanted = visible(root.getByRole('radio', { name }));
  if ((await wanted.count()) !== 1)
    throw notOffered(region, await radio.evaluateAll((all) => all.map(() => 'a region')));
  await wanted.check();
  return true;
}

function notOffered(region: string, options: readonly string[]): ManualActionRequiredError {
  return new ManualActionRequiredError({ code: 'regionNotOffered', region, options: [...options] });
}

function escape(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&');
}
