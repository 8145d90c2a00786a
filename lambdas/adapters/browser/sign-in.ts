import type { Locator } from 'playwright-core';
import { ManualActionRequiredError, SignInRefusedError, VendorUnavailableError } from '../../domain/errors.ts';
import type { Secret } from '../../domain/secret.ts';
import type { PageElement, PageRoot } from './dom.ts';
import { label, mentions } from './label.ts';
import { oneTimeCode } from './one-time-code.ts';
import { passedByPerson } from './person-at-the-window.ts';
import { either, field, headed, type Root, type Seen, type Sight, shows, visible } from './root.ts';
import { codeBox, isSignIn, signInButton, signInForm } from './sign-in-form.ts';
import { refuseWrongAccount } from './signed-in-as.ts';
import { survey } from './survey.ts';
import type { Traffic } from './traffic.ts';
import type { Look, BrowserSession } from './browser-session.ts';

export interface Credentials {
  account: string;
  password: Secret;
}

/** What a sign-in page answers beside letting somebody in. */
type Answer = 'code' | 'refused' | 'password' | 'name' | 'named';

/** On what was filled in already: whatever is without it came after the press. */
const GIVEN = 'data-given';
const NEW_ALERT = `[role="alert"]:not([${GIVEN}]), [role="alertdialog"]:not([${GIVEN}])`;
/** A field that was filled in, and that the page does not take: what is wrong stands beside it. */
const WRONG_FIELD = `input[${GIVEN}=""][aria-invalid="true"]`;
/** Characters of what a page says. */
const MOST_WORDS = 500;
/** Milliseconds, without a request on its way, until a page that does not move counts as a refusal. */
const STAYS = 5_000;
/** Name, password, one-time code, and one to spare. */
const SCREENS = 4;

/**
 * Signs in at the page that shows, in one screen or in two, with a one-time code where a seed is stored, and answers
 * which of the sights it arrived at. Where a person is at the window, what only they may pass is waited for; afterwards
 * the page is asked who is signed in.
 */
export async function signIn<Name extends string>(
  session: BrowserSession,
  credentials: Credentials,
  console: string,
  arrived: Record<Name, Sight>,
): Promise<Seen<Name>> {
  for (let isPassed = false; ; isPassed = true) {
    let seen: Seen<Name> | undefined;
    try {
      seen = await signInByHands(session, credentials, console, arrived);
    } catch (error) {
      if (!session.isForThePerson(error)) throw error;
      isPassed = true;
      seen = await signInByPerson(session, error, credentials, console, arrived);
    }
    if (seen && isPassed) await refuseWrongAccount(session, credentials.account, console);
    if (seen) return seen;
  }
}

/**
 * Waits for what only the person may pass. A form that comes back and says that it takes nobody by this password is theirs
 * as well: the hands would send it a second time. Answers `undefined` where the hands go on.
 */
async function signInByPerson<Name extends string>(
  session: BrowserSession,
  error: ManualActionRequiredError,
  credentials: Credentials,
  console: string,
  arrived: Record<Name, Sight>,
): Promise<Seen<Name> | undefined> {
  for (let why = error; ;) {
    const isPasswordGiven = !(why instanceof SignInRefusedError) && (await fillIn(session, credentials));
    const saidBefore = await textsOf(session.page);
    const seen = await passedByPerson(session, why, arrived, credentials.account);
    if (seen || !(await isSignIn(session.page))) return seen;
    const said = await newWords(session.page, saidBefore);
    // A form that comes back without another check has answered the password that was filled in, in whatever words.
    const isAnswered = isPasswordGiven && !(await survey(session.page)).challenge;
    if (!isAnswered && !mentions('signInWrong', 'accountLocked').test(said)) return undefined;
    const refusal: Error = refused(console, credentials.account, said);
    if (!session.isForThePerson(refusal)) throw refusal;
    why = refusal;
  }
}

/**
 * Leaves to the person at the window what is theirs alone: the password is in the vault, and not in their head. Answers
 * whether it was asked for.
 */
async function fillIn(session: BrowserSession, { account, password }: Credentials): Promise<boolean> {
  const name = signInForm.name(session.page).first();
  const box = signInForm.password(session.page).first();
  if (await shows(field(session.page, label('newPassword')))) return false;
  if ((await shows(name)) && (await name.isEditable())) await name.fill(account);
  if (!(await shows(box))) return false;
  await box.fill(password.reveal());
  return true;
}

async function signInByHands<Name extends string>(
  session: BrowserSession,
  { account, password }: Credentials,
  console: string,
  arrived: Record<Name, Sight>,
): Promise<Seen<Name>> {
  session.options.scrubber.learn(password);
  let given: 'nothing' | 'name' | 'password' | 'code' = 'nothing';
  /** What the page said before the press. */
  let saidBefore: readonly string[] = [];
  // Alerts of before, such as "your session has ended", answer nothing yet.
  const { code, password: passwordField, name } = answers;
  let next: Seen<Name | Answer> = await session.see<Name | 'code' | 'password' | 'name' | 'named'>(
    { password: passwordField, named: signInForm.name, ...arrived, name, code },
    `the sign-in page of ${console}`,
    { signingIn: true, byHandsAlone: true },
  );
  for (let screen = 0; screen < SCREENS; screen++) {
    const { root } = next;
    const refusal = async (): Promise<Error> => {
      const words = await newWords(root, saidBefore);
      // What was sent was not answered: a page that only says that something went wrong refuses nobody.
      const unavailable = mentions(...DECIDING).test(words) ? undefined : noAnswer(session.options.traffic, console);
      if (unavailable) return unavailable;
      return given === 'code' ? codeRefused(console, words) : refused(console, account, words);
    };
    // A challenge may come with the answer to the first attempt.
    if (next.name === 'refused' || (given === 'password' && next.name in answers)) await session.refuseChallenge();
    if (next.name === 'password' && (await shows(field(root, label('newPassword')))))
      throw new ManualActionRequiredError({ code: 'newPasswordAsked', console, account });
    switch (next.name) {
      case 'refused':
        throw await refusal();
      case 'code':
        if (given === 'code') throw await refusal();
        saidBefore = await textsOf(root);
        await giveCode(session, root, console);
        given = 'code';
        break;
      case 'password':
      case 'named':
      case 'name':
        // Nothing is tried a second time: that may lock the account.
        if (given === 'password' || (given === 'name' && next.name !== 'password')) throw await refusal();
        saidBefore = await textsOf(root);
        given = await give(session, root, { account, password }, console);
        break;
      default:
        return next as Seen<Name>;
    }
    next = await answerOf(session, arrived, console, refusal);
  }
  throw await session.changed(`the end of the sign-in at ${console}`);
}

const answers: Record<Exclude<Answer, 'named'>, Sight> = {
  code: codeField,
  refused: (root) => visible(root.locator(`${NEW_ALERT}, ${WRONG_FIELD}`)),
  password: (root) => visible(root.locator(`input[type="password"]:not([${GIVEN}])`)),
  name: (root) => nameField(root).and(root.locator(`:not([${GIVEN}])`)),
};

/** On a sign-in page any field for text is the one for the name: Vision One shows no label in the guide. */
function nameField(root: Root): Locator {
  return either(signInForm.name(root), visible(root.locator('input[type="text"], input:not([type])')));
}

async function answerOf<Name extends string>(
  session: BrowserSession,
  arrived: Record<Name, Sight>,
  console: string,
  refusal: () => Promise<Error>,
): Promise<Seen<Name | Answer>> {
  const { password, ...others } = answers;
  // In the order in which they are to be expected.
  const sights: Record<Name | Exclude<Answer, 'named'>, Sight> = { password, ...arrived, ...others };
  const expected = `an answer to the sign-in at ${console}`;
  const see = (look: Look) =>
    session.see<Name | Exclude<Answer, 'named'>>(sights, expected, { ...look, signingIn: true, byHandsAlone: true });
  try {
    return await see({ patience: STAYS });
  } catch (error) {
    if (isChallenge(error)) throw error;
    // Still the same form, and nothing under way: it did not let us in, in whatever words.
    const stays = await shows(session.page.locator(`input[${GIVEN}]`));
    if (stays && !session.options.traffic.isFetching) throw await refusal();
    // Single sign-on goes over pages that say nothing for a while.
    return see({ arriving: true });
  }
}

function isChallenge(error: unknown): boolean {
  if (!(error instanceof ManualActionRequiredError) || typeof error.reason === 'string') return false;
  return error.reason.code === 'captcha';
}

/** Fills in whatever of the form shows and presses its button. */
async function give(
  session: BrowserSession,
  root: Root,
  credentials: Credentials,
  console: string,
): Promise<'name' | 'password'> {
  const name = nameField(root).first();
  const password = signInForm.password(root).first();
  const [form] = await Promise.all([
    root.evaluate(lookAtForm, { button: signInButton.source, given: GIVEN }),
    session.refuseChallenge(),
  ]);
  if (form.asksName) await name.fill(credentials.account);
  if (form.asksPassword) await password.fill(credentials.password.reveal());
  // A name that the page itself does not take, such as one without @, is never sent.
  if (!(await root.evaluate(markGiven, GIVEN))) throw refused(console, credentials.account);
  await further(session, form.asksPassword ? password : name, form.buttons === 1 ? signInForm.button(root) : undefined);
  return form.asksPassword ? 'password' : 'name';
}

async function giveCode(session: BrowserSession, root: Root, console: string): Promise<void> {
  const { vault, tenantId, clock, scrubber, spendCode } = session.options;
  const seed = await vault.open(tenantId, 'totp-seed');
  const box = codeBox(root).first();
  if (!seed || !(await shows(box))) {
    throw new ManualActionRequiredError({ code: 'oneTimeCodeMissing', console });
  }
  scrubber.learn(seed);
  const code = await oneTimeCode(seed, clock, spendCode);
  scrubber.learn(code);
  await box.fill(code.reveal());
  await root.evaluate(markGiven, GIVEN);
  const button = either(signInForm.button(root), visible(root.getByRole('button', { name: label('verify') })));
  await further(session, box, (await button.count()) === 1 ? button : undefined);
}

/** The button of the form; [Enter] where there are several, or none that we know. */
async function further(session: BrowserSession, input: Locator, button: Locator | undefined): Promise<void> {
  session.options.traffic.forgetFailedFetch();
  const timeout = session.options.patience.action;
  if (button) await session.click(button, 'the button of the sign-in');
  else await input.press('Enter', { timeout });
}

function codeField(root: Root): Locator {
  return either(codeBox(root), visible(headed(root, label('twoFactor')))).and(root.locator(`:not([${GIVEN}])`));
}

/** Words of a sign-in page that say why it does not let somebody in. */
const DECIDING = ['signInWrong', 'accountLocked', 'captcha', 'twoFactor', 'oneTimeCode'] as const;

/** The error for a sign-in whose request failed behind the page; nothing where it was answered. */
function noAnswer({ failedFetch, unanswered }: Traffic, console: string): VendorUnavailableError | undefined {
  if (failedFetch !== undefined) {
    const expected = `an answer to the sign-in at ${console}`;
    return new VendorUnavailableError({ code: 'consoleAnsweredWith', answer: failedFetch, expected });
  }
  return unanswered === undefined ? undefined : new VendorUnavailableError({ code: 'unreachable', why: unanswered });
}

/** The error for a sign-in page that does not let us in, by what it says. */
function refused(console: string, account: string, said = ''): ManualActionRequiredError {
  if (mentions('captcha').test(said)) return new ManualActionRequiredError({ code: 'captcha', said });
  if (mentions('accountLocked').test(said)) {
    return new ManualActionRequiredError({ code: 'accountLocked', console, account, said });
  }
  if (mentions('twoFactor', 'oneTimeCode').test(said)) {
    return new ManualActionRequiredError({ code: 'secondFactorAsked', console, account, said });
  }
  return new SignInRefusedError({ code: 'signInRefused', console, account, ...(said !== '' && { said }) });
}

function codeRefused(console: string, said: string): ManualActionRequiredError {
  return new ManualActionRequiredError({ code: 'oneTimeCodeRefused', console, ...(said !== '' && { said }) });
}

/** What the page says now and did not say before the press: alerts, and text beside a field. */
async function newWords(root: Root, before: readonly string[]): Promise<string> {
  const alerts = await visible(root.locator(NEW_ALERT)).allInnerTexts();
  const texts = (await textsOf(root)).filter((text) => !before.includes(text));
  const words = alerts.some((alert) => alert.trim() !== '') ? alerts : texts.slice(0, 5);
  return words.join(' ').replace(/\s+/gu, ' ').trim().slice(0, MOST_WORDS);
}

/** The texts of a page, each as a person reads it; none of one that went on. */
function textsOf(root: Root): Promise<string[]> {
  return root.evaluate(readTexts).catch(() => []);
}

interface FormElement extends PageElement {
  readOnly?: boolean;
  type?: string;
  setAttribute(name: string, value: string): void;
}

declare const document: PageRoot;

/** Runs in the page: the text of each element that has some of its own, and not of one within such an element. */
function readTexts(): string[] {
  const outermost = new Set<PageElement>();
  for (const element of document.querySelectorAll('body *')) {
    const hasText = [...element.childNodes].some(
      (node) => node.nodeType === 3 && (node.textContent ?? '').trim() !== '',
    );
    if (!hasText || element.getClientRects().length === 0 || element.matches('script, style, option')) continue;
    let around = element.parentElement;
    while (around && !outermost.has(around)) around = around.parentElement;
    if (!around) outermost.add(element);
  }
  return [...outermost].map((element) => element.innerText.replace(/\s+/g, ' ').trim());
}

/** Runs in the page: what it asks for, and how many buttons would take it further. */
function lookAtForm({ button, given }: { button: string; given: string }) {
  // Methods, because a bundle wraps what else has a name (`keepNames`).
  const page = {
    isFree(element: FormElement): boolean {
      return element.disabled !== true && element.readOnly !== true;
    },
    /** With those in open shadow roots. */
    all(selector: string, within: PageRoot = document): FormElement[] {
      const own = [...within.querySelectorAll(selector)].filter((element) => element.getClientRects().length > 0);
      const inner = [...within.querySelectorAll('*')].flatMap(({ shadowRoot }) =>
        shadowRoot ? page.all(selector, shadowRoot) : [],
      );
      return [...(own as FormElement[]), ...inner];
    },
  };
  const further = new RegExp(button, 'iu');
  const texts = `input[type="text"]:not([${given}]), input[type="email"]:not([${given}]), input:not([type]):not([${given}])`;
  return {
    asksName: page.all(texts).some((element) => page.isFree(element)),
    asksPassword: page.all('input[type="password"]').some((element) => page.isFree(element)),
    buttons: page
      .all('button, [role="button"], input[type="submit"]')
      .filter((element) =>
        further.test((element.innerText || (element.value ?? '') || (element.getAttribute('aria-label') ?? '')).trim()),
      ).length,
  };
}

/** Runs in the page; answers whether the page itself would take what was filled in. */
function markGiven(attribute: string): boolean {
  const page = {
    mark(within: PageRoot): boolean {
      let takes = true;
      for (const element of within.querySelectorAll('input, [role="alert"], [role="alertdialog"], h1, h2, h3')) {
        if (element.getClientRects().length === 0 || !(element.innerText || element.value !== undefined)) continue;
        // A page may call a field wrong before anything was given.
        const isWrong = element.getAttribute('aria-invalid') === 'true';
        (element as FormElement).setAttribute(attribute, isWrong ? 'invalid' : '');
        takes &&= element.checkValidity?.() ?? true;
      }
      for (const { shadowRoot } of within.querySelectorAll('*')) if (shadowRoot) takes = page.mark(shadowRoot) && takes;
      return takes;
    },
  };
  return page.mark(document);
}
