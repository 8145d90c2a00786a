import type { Locator } from 'playwright-core';
import { UnknownAnswerError } from '../../../domain/errors.ts';
import type { PressAnswer } from '../../../ports/vision-one.ts';
import { block } from '../block.ts';
import type { PageDocument, PageElement } from '../dom.ts';
import { label } from '../label.ts';
import { headed, pressable, type Root, type Sight, shows, visible } from '../root.ts';
import type { Visit } from '../visit.ts';

declare const document: PageDocument;

/** Vision One > "システムアップデートの通知": the dialog of the final press (guide 3-14). */
export class SystemUpdateNotice {
  static readonly sight: Sight = (root) => headed(root, label('systemUpdateNotice')).first();
  readonly #visit: Visit;
  readonly #root: Root;

  constructor(visit: Visit, root: Root) {
    this.#visit = visit;
    this.#root = root;
  }

  /** Ticks 同意. */
  async tick(): Promise<void> {
    this.#visit.guideStep = '3-14';
    const tick = this.#tick();
    if ((await tick.count()) !== 1) throw await this.#visit.changed('the tick 同意 in システムアップデートの通知');
    await tick.check({ timeout: this.#visit.options.patience.action });
    await this.#visit.photograph('3-14-notice-ticked');
  }

  /**
   * The final press, [接続して転送], once. `beforePress` is awaited with everything found and the hand on the button;
   * what the console said before the press is told apart from its answer.
   */
  async press(beforePress: () => Promise<void>): Promise<string[]> {
    const dialog = block(this.#root, this.#tick(), label('startTheUpdate'));
    const button = pressable(dialog, label('startTheUpdate'));
    const found = await button.count();
    if (found !== 1)
      throw await this.#visit.changed(
        `exactly one [接続して転送] in システムアップデートの通知 (there are ${String(found)})`,
      );
    if (!(await this.#tick().isChecked()) || !(await button.isEnabled())) {
      throw await this.#visit.changed('[接続して転送] to be pressed once 同意 is ticked');
    }
    const saidBefore = await messagesOf(this.#root);
    await this.#visit.ofCaller(beforePress);
    this.#visit.committed = true;
    await button.click({ timeout: this.#visit.options.patience.action });
    return saidBefore;
  }

  #tick(): Locator {
    return visible(this.#root.getByRole('checkbox', { name: label('understandAndAgree') }));
  }
}

/** What the console says to a press, word for word: every message on the page, without its title and its buttons. */
async function messagesOf(root: Root): Promise<string[]> {
  const plain = visible(root.getByText(label('temporaryProblem')));
  const [marked, known] = await Promise.all([
    root.evaluate(messagesInPage, label('systemUpdateNotice').source).catch((): string[] => []),
    shows(plain).then((shown) => (shown ? plain.first().innerText() : undefined)),
  ]);
  return marked.length > 0 ? marked : known === undefined ? [] : [known.trim()];
}

/** The answer to the final press that a page shows, if it shows one: a message that was not there before. */
export async function answerOf(root: Root, saidBefore: readonly string[]): Promise<PressAnswer | undefined> {
  const messages = (await messagesOf(root)).filter((text) => !saidBefore.includes(text));
  const [text, ...others] = messages;
  if (text === undefined) return undefined;
  // Two messages at once are not the one of guide 3-15, whatever one of them says.
  return { kind: 'message', text: [text, ...others].join(' / ') };
}

/** Nobody can say what became of the press: only a person, or a later look at the row, can. */
export function unclear(what: string): UnknownAnswerError {
  return new UnknownAnswerError(`what the final press did is unclear: ${what}`, { guideStep: '3-15' });
}

/** Runs in the page. */
function messagesInPage(notice: string): string[] {
  const isNotice = new RegExp(notice, 'iu');
  const selector = '[role="alert"], [role="alertdialog"], [role="status"], [role="dialog"], dialog[open]';
  const all = [...document.querySelectorAll(selector)].filter((element) => element.getClientRects().length > 0);
  const outermost = all.filter(
    (element) => !all.some((other) => other !== element && [...other.querySelectorAll(selector)].includes(element)),
  );
  const texts: string[] = [];
  for (const element of outermost) {
    const parts = [
      ...element.querySelectorAll(
        'h1, h2, h3, h4, h5, h6, [role="heading"], button, [role="button"], input[type="submit"]',
      ),
    ];
    if (
      parts.some((part: PageElement) => isNotice.test(part.innerText.trim())) ||
      element.getAttribute('aria-busy') === 'true'
    )
      continue;
    let text = element.innerText;
    for (const part of parts) if (part.innerText.trim()) text = text.replace(part.innerText.trim(), ' ');
    text = text
      .replace(/\s+/g, ' ')
      .replace(/^[^\p{L}\p{N}]+(?=\p{L})/u, '')
      .trim();
    if (text) texts.push(text);
  }
  return texts;
}
