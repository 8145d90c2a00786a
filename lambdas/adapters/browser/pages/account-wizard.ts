import type { Locator } from 'playwright-core';
import {
  ManualActionRequiredError,
  UnknownAnswerError,
  VendorUnavailableError,
  VerificationCodeRefusedError,
} from '../../../domain/errors.ts';
import type { Secret } from '../../../domain/secret.ts';
import { label, labelled } from '../label.ts';
import { either, field, headed, pressable, type Root, type Seen, type Sight, shows, visible } from '../root.ts';
import { textOf } from '../page-text.ts';
import type { BrowserSession } from '../browser-session.ts';

export interface WizardAnswers {
  /** Who signed in: the account that is given the address. */
  account: string;
  email: string;
  /** The password that the account still has; asked for by some consoles. */
  currentPassword: Secret;
  newPassword: Secret;
  waitForCode: (prefix: string) => Promise<Secret>;
  beforeReset: () => Promise<void>;
}

/** Error of a wizard that was open for too long (guide 2-8). */
const TOO_LATE = /4000013/u;

const said: Sight = (root) =>
  visible(either(root.getByRole('alert'), root.getByRole('alertdialog'), root.getByText(TOO_LATE))).first();

/**
 * The three steps in which an account is given its e-mail address and a new password: the master account at guide 2-3 to
 * 2-9, a user account at guide 3-19. Walked in one sitting, because its pages do not survive a reload.
 */
export class AccountWizard {
  /** Step 1, "Assign the Primary User Account email address": also by its heading, for its fields may look like a sign-in. */
  static readonly sight: Sight = (root) =>
    either(field(root, label('newAccountEmail')), headed(root, label('assignEmail'))).first();
  static readonly #step2: Sight = (root) => codeBox(root).first();
  static readonly #step3: Sight = (root) => field(root, label('newPassword')).first();
  static readonly #updated: Sight = (root) => headed(root, label('passwordUpdated')).first();
  readonly #session: BrowserSession;
  #root: Root;

  constructor(session: BrowserSession, root: Root) {
    this.#session = session;
    this.#root = root;
  }

  async walk(answers: WizardAnswers): Promise<void> {
    const { account, email, newPassword, waitForCode, beforeReset } = answers;
    await this.#confirmAccount(account);
    this.#session.options.scrubber.learn(newPassword);
    const prefix = await this.#verifyEmail(email);
    const code = await this.#session.ofCaller(() => waitForCode(prefix));
    await this.#submitCode(code);
    await this.#confirmAccount(account);
    await this.#fillInPasswords(answers);
    await this.#resetPassword(beforeReset);
  }

  /** Original account (guide 2-3, 2-7): where it shows one, it must be the one that signed in. */
  async #confirmAccount(account: string): Promise<void> {
    const [, shown = ''] = labelled('originalAccount').exec(await textOf(this.#root)) ?? [];
    const [name = ''] = shown.trim().split(/\s+/u);
    // The guide has a description there, in several words, over the name that it does not show.
    const isName = name === shown.trim() && /^[\w.@+\\-]+$/u.test(name);
    if (!isName || name.toLowerCase() === account.toLowerCase()) return;
    throw new ManualActionRequiredError({ code: 'wizardOfAnother', named: name, account });
  }

  /** Step 1; answers the prefix that step 2 shows before its code box. */
  async #verifyEmail(email: string): Promise<string> {
    this.#session.guideStep = '2-4';
    await field(this.#root, label('newAccountEmail')).first().fill(email);
    await field(this.#root, label('confirmEmail')).first().fill(email);
    await this.#press('verifyEmail', '[Verify Email]');
    const seen = await this.#see({ step2: AccountWizard.#step2, said }, 'Step 2 "Verify Email Address"');
    if (seen.name === 'said')
      throw await this.#refusal(
        seen,
        (said) => new ManualActionRequiredError({ code: 'addressNotTaken', email, said }),
      );
    this.#session.guideStep = '2-6';
    return this.#prefix();
  }

  /** Step 2 (guide 2-6). */
  async #submitCode(code: Secret): Promise<void> {
    this.#session.options.scrubber.learn(code);
    const box = codeBox(this.#root).first();
    await box.fill(code.reveal());
    const given = await box.elementHandle();
    await this.#press('submit', '[Submit]');
    const anew: Sight = (root) => codeBox(root).and(root.locator(':not([data-given])')).first();
    await given
      ?.evaluate((element: { setAttribute?(name: string, value: string): void }) => {
        element.setAttribute?.('data-given', '');
      })
      .catch(() => undefined);
    const seen = await this.#see({ step3: AccountWizard.#step3, said, anew }, 'Step 3 "Password Update"');
    if (seen.name === 'step3') return;
    throw await this.#refusal(
      seen,
      (said) => new VerificationCodeRefusedError({ code: 'verificationCodeRefused', said }),
    );
  }

  /** Step 3 (guide 2-7). */
  async #fillInPasswords({ currentPassword, newPassword }: WizardAnswers): Promise<void> {
    this.#session.guideStep = '2-7';
    const current = field(this.#root, label('currentPassword')).first();
    if (await shows(current)) await current.fill(currentPassword.reveal());
    await field(this.#root, label('newPassword')).first().fill(newPassword.reveal());
    await field(this.#root, label('confirmPassword')).first().fill(newPassword.reveal());
  }

  /** Guide 2-8, a point of no return, and 2-9. */
  async #resetPassword(beforeReset: () => Promise<void>): Promise<void> {
    this.#session.guideStep = '2-8';
    const button = pressable(this.#root, label('resetPassword'));
    const found = await button.count();
    if (found !== 1) throw await this.#session.changed(`exactly one [Reset Password] (there are ${String(found)})`);
    const { action } = this.#session.options.patience;
    // What lies over it would be found only after the mark is written.
    await this.#session.click(button, '[Reset Password]', { trial: true });
    await this.#session.ofCaller(beforeReset);
    this.#session.committed = true;
    await button.click({ timeout: action });
    const seen = await this.#see({ updated: AccountWizard.#updated, said }, '"Updated password successfully"');
    if (seen.name === 'said') {
      // The success may itself be said by an alert.
      if (!(await shows(AccountWizard.#updated(seen.root)))) {
        throw await this.#refusal(seen, (said) => new UnknownAnswerError({ code: 'resetAnswered', said }));
      }
    }
    this.#session.guideStep = '2-9';
    await this.#session.photograph('2-9-password-updated');
    const close = pressable(this.#root, label('close')).first();
    // Whether it closes or not: the password is set.
    if (await shows(close))
      await close.click({ timeout: this.#session.options.patience.action }).catch(() => undefined);
  }

  async #press(name: 'verifyEmail' | 'submit', what: string): Promise<void> {
    const button = pressable(this.#root, label(name));
    await this.#session.press(button, what);
  }

  async #see<Name extends string>(sights: Record<Name, Sight>, expected: string): Promise<Seen<Name>> {
    const seen = await this.#session.see(sights, expected);
    this.#root = seen.root;
    return seen;
  }

  /** The error for what the wizard said; error 4000013 passes when the wizard is begun anew. */
  async #refusal({ root }: Seen<string>, otherwise: (text: string) => Error): Promise<Error> {
    const texts = await said(root).allInnerTexts();
    const text = texts.join(' ').replace(/\s+/gu, ' ').trim();
    if (TOO_LATE.test(text)) return new VendorUnavailableError({ code: 'wizardTooLong', said: text });
    return otherwise(text);
  }

  /** The capital letters before the code box (the guide shows `UPB`), which the mail repeats. */
  async #prefix(): Promise<string> {
    const box = codeBox(this.#root).first();
    const prefix = await box.evaluate(prefixBefore);
    if (prefix === null) throw await this.#session.changed('a prefix of capital letters before the code box');
    return prefix;
  }
}

function codeBox(root: Root): Locator {
  return either(
    field(root, label('verificationCode')),
    visible(root.locator('input[autocomplete="one-time-code"], input[inputmode="numeric"]')),
  );
}

interface BoxElement {
  parentElement: BoxElement | null;
  childNodes: Iterable<BoxElement>;
  contains(other: BoxElement): boolean;
  textContent: string | null;
  value?: string;
}

/** Runs in the page: the last word before the box that is nothing but capital letters, looked for ever further out. */
function prefixBefore(box: unknown): string | null {
  const input = box as BoxElement;
  for (let around = input.parentElement, hops = 0; around && hops < 6; around = around.parentElement, hops++) {
    let before = '';
    for (const node of around.childNodes) {
      if (node === input || node.contains(input)) break;
      before += ` ${node.value ?? node.textContent ?? ''} `;
    }
    const words = before.match(/(?<![A-Za-z0-9])[A-Z]{2,5}(?![A-Za-z0-9])/g);
    const last = words?.at(-1);
    if (last) return last;
  }
  return null;
}
