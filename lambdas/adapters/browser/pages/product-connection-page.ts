import type { Locator } from 'playwright-core';
import { Secret } from '../../../domain/secret.ts';
import type { TokenIssue } from '../../../ports/vision-one.ts';
import { block } from '../block.ts';
import { label } from '../label.ts';
import { namedIn } from '../named-product.ts';
import { either, field, headed, pressable, type Root, type Sight, shows, visible } from '../root.ts';
import type { BrowserSession } from '../browser-session.ts';

/** Vision One > Product Instance > Product Connection, the dialog of [既存製品を追加] (guide 3-2 to 3-5). */
export class ProductConnectionPage {
  static readonly sight: Sight = (root) =>
    either(
      pressable(root, label('generateToken')),
      headed(root, label('productConnection')),
      typeList(dialogs(root)),
      typeRadios(dialogs(root)),
    ).first();
  /** Guide 3-5, where the console has it: asks before the data moves. */
  static readonly #transfer: Sight = (root) => pressable(root, label('connectAndTransfer')).first();
  /** The dialog closed: its link is gone, and the page behind it shows. */
  readonly #saved: Sight = (root) => pressable(root, label('addExistingProduct')).first();
  readonly #session: BrowserSession;
  readonly #root: Root;
  /** What else the dialog offers to connect, none of which a later dialog may name. */
  #otherTypes: string[] = [];

  constructor(session: BrowserSession, root: Root) {
    this.#session = session;
    this.#root = root;
  }

  async issueToken(issue: TokenIssue): Promise<void> {
    await this.#chooseType();
    await this.#confirmType();
    const token = await this.#generateToken();
    await this.#session.ofCaller(() => issue.keep(token));
    await this.#save(() => issue.beforeTransfer());
    await this.#transferIfAsked();
  }

  /** Guide 3-2. */
  async #chooseType(): Promise<void> {
    this.#session.guideStep = '3-2';
    const name = label('apexOneType');
    const within = await this.#within();
    const list = typeList(within).first();
    if (await shows(list)) {
      const options = await list.locator('option').allInnerTexts();
      this.#otherTypes = options.map((text) => text.trim()).filter((text) => text !== '' && !name.test(text));
      const wanted = options.find((text) => name.test(text));
      if (wanted !== undefined) {
        await list.selectOption({ label: wanted.trim() });
        return;
      }
      if (options.length > 0)
        throw await this.#session.changed(`Trend Micro Apex One SaaS among the instance types (${options.join(', ')})`);
      await list.click();
      await this.#session.press(
        visible(this.#root.getByRole('option', { name })),
        'instance type Trend Micro Apex One SaaS',
      );
      return;
    }
    const radio = typeRadios(within);
    if (await shows(radio)) await radio.first().check();
    else if (!(await shows(headed(within, name)))) throw await this.#session.changed('a choice of the instance type');
  }

  /** The dialog says which type it makes a token for; one that says another, or none by now, is not gone on with. */
  async #confirmType(): Promise<void> {
    const name = label('apexOneType');
    const within = await this.#within();
    const list = typeList(within).first();
    const radio = typeRadios(within).first();
    const said = (await shows(list))
      ? await list.evaluate(chosenIn)
      : (await shows(radio))
        ? (await radio.isChecked()) && 'Trend Micro Apex One SaaS'
        : (await shows(headed(within, name))) && 'Trend Micro Apex One SaaS';
    if (said !== false && name.test(said)) return;
    throw await this.#session.changed(
      `the dialog Product Connection with the instance type Trend Micro Apex One SaaS (it says "${said || 'none'}")`,
    );
  }

  /** The dialog, whose boxes are not those of the page behind it; or the page, where it is one of its own. */
  async #within(): Promise<Root | Locator> {
    const dialog = dialogs(this.#root).last();
    return (await shows(dialog)) ? dialog : this.#root;
  }

  /** Guide 3-3. */
  async #generateToken(): Promise<Secret> {
    this.#session.guideStep = '3-3';
    const before = new Set(await this.#tokens());
    const generate = pressable(await this.#within(), label('generateToken'));
    await this.#session.press(generate, '[Click to generate the enrollment token]');
    const shown: Sight = (root) => tokenPlaces(root).first();
    const end = performance.now() + this.#session.options.patience.action;
    for (;;) {
      await this.#session.see({ shown }, 'the registration token');
      const tokens = (await this.#tokens()).filter((token) => !before.has(token));
      const [token] = tokens;
      if (token !== undefined && tokens.length === 1) {
        await this.#confirmType();
        const secret = new Secret(token);
        this.#session.options.scrubber.learn(secret);
        this.#session.options.camera.mask(secret);
        return secret;
      }
      if (tokens.length > 1 || performance.now() > end) throw await this.#session.changed('one registration token');
    }
  }

  /** Guide 3-4; newer consoles call it [Close]. Where nothing is asked after it, it is the press. */
  async #save(beforeTransfer: () => Promise<void>): Promise<void> {
    this.#session.guideStep = '3-4';
    const places = tokenPlaces(await this.#within());
    const dialog = await block(this.#root, places.first(), label('save', 'close'));
    const save = pressable(dialog, label('save'));
    const button = (await shows(save)) ? save : pressable(dialog, label('close'));
    await this.#session.ofCaller(beforeTransfer);
    this.#session.committed = true;
    await this.#session.press(button, '[Save] of the dialog Product Connection');
  }

  /** Guide 3-5. */
  async #transferIfAsked(): Promise<void> {
    this.#session.guideStep = '3-5';
    const gone: Sight = (root) => this.#saved(root);
    const generate: Sight = (root) => pressable(root, label('generateToken')).first();
    const end = performance.now() + this.#session.options.patience.action;
    for (;;) {
      const seen = await this.#session.see(
        { transfer: ProductConnectionPage.#transfer, gone },
        '[Connect and Transfer], or the dialog closed',
      );
      if (seen.name === 'transfer') {
        const button = pressable(seen.root, label('connectAndTransfer'));
        if ((await button.count()) !== 1) throw await this.#session.changed('exactly one [Connect and Transfer]');
        const dialog = await block(seen.root, button, label('connectAndTransfer'));
        const other = await namedIn(dialog, this.#otherTypes);
        if (other !== undefined)
          throw await this.#session.changed(`[Connect and Transfer] of Apex One, not of "${other}"`);
        const { action } = this.#session.options.patience;
        // What lies over it would be found only after the mark is written.
        await this.#session.click(button, '[Connect and Transfer]', { trial: true });
        await button.click({ timeout: action });
        await this.#closed(generate);
        return;
      }
      // The page behind an open dialog shows its button too: the dialog has to be gone, and to stay away. With the token in
      // it, it has no link any more: what asks comes in its place, when [Save] is answered.
      const isOpen = (await shows(generate(seen.root))) || (await shows(dialogs(this.#root)));
      if (!isOpen && (await this.#staysClosed())) return;
      if (performance.now() > end) throw await this.#session.changed('the dialog Product Connection closed');
    }
  }

  /** Whether nothing is asked any more once the page has loaded. */
  async #staysClosed(): Promise<boolean> {
    await this.#session.settled();
    return !(await this.#session.glance({ transfer: ProductConnectionPage.#transfer }));
  }

  async #closed(generate: Sight): Promise<void> {
    const end = performance.now() + this.#session.options.patience.action;
    for (;;) {
      const { root } = await this.#session.see(
        { saved: this.#saved },
        'the page Product Instance after [Connect and Transfer]',
      );
      const open = (await shows(ProductConnectionPage.#transfer(root))) || (await shows(generate(root)));
      if (!open) return;
      if (performance.now() > end) throw await this.#session.changed('the dialog [Connect and Transfer] closed');
    }
  }

  async #tokens(): Promise<string[]> {
    const places = tokenPlaces(await this.#within());
    const texts = await places.evaluateAll((elements: TokenElement[]) =>
      elements.map((element) => (element.value ?? element.textContent ?? '').trim()),
    );
    return [...new Set(texts.filter((text) => /^[\w.+/=~:-]{16,}$/u.test(text)))];
  }
}

interface TokenElement {
  value?: string;
  textContent: string | null;
}

/** Runs in the page: what a list has chosen, whether it is one of the browser or of the page. */
function chosenIn(list: { selectedOptions?: Iterable<{ text: string }>; innerText: string; value?: string }): string {
  const [chosen] = list.selectedOptions ?? [];
  return (chosen?.text ?? (list.innerText || (list.value ?? ''))).trim();
}

function dialogs(root: Root): Locator {
  return visible(root.getByRole('dialog'));
}

function typeList(root: Root | Locator): Locator {
  return visible(root.getByRole('combobox', { name: label('instanceType') }));
}

function typeRadios(root: Root | Locator): Locator {
  return visible(root.getByRole('radio', { name: label('apexOneType') }));
}

/** Where a console may show a token: a box by its label, or a text that is made to be copied. */
function tokenPlaces(root: Root | Locator): Locator {
  return either(
    field(root, label('registrationToken')),
    visible(root.locator('input[readonly], textarea[readonly], code, output, pre, kbd, samp')),
  );
}
