import { setTimeout as timeout } from 'node:timers/promises';
import type { Frame, Locator, Page } from 'playwright-core';
import type { ManualActionRequiredError } from '../../domain/errors.ts';
import { SignInRefusedError } from '../../domain/errors.ts';
import { label } from './label.ts';
import { field, headed, type Root, type Seen, type Sight, shows } from './root.ts';
import { codeBox, isSignIn } from './sign-in-form.ts';
import { survey } from './survey.ts';
import { whatCovers } from './what-covers.ts';

/**
 * What a person before the window is asked to pass: a CAPTCHA, a code of six digits, another password, a sign-in that was
 * refused, a page that the hands do not know, or what lies over a control.
 */
export type Obstacle = 'captcha' | 'code' | 'newPassword' | 'refused' | 'unknown' | 'covered';

export interface AskedOfPerson {
  what: Obstacle;
  /** Why the hands cannot go on, for the log; without secrets. */
  why: ManualActionRequiredError;
  /** Who has to be signed in, where a sign-in is under way. */
  account?: string;
  /** The words of what lies over a control, where that is it. */
  words?: string;
}

/** How the hands reach a person who sees the browser's own window; a Lambda has none. */
export interface PersonAtTheWindow {
  /**
   * Tells what is asked, and brings the page to the front when it is its turn. The hands wait until the page shows that it
   * is passed, or until the signal that is given back is aborted: the window was closed, or the person leaves the step.
   * Its reason is thrown then.
   */
  ask(asked: AskedOfPerson, toTheFront: () => Promise<void>): AbortSignal;
  /** Told when the page shows that it is passed, before the next action. */
  passed(asked: AskedOfPerson): void;
  /** Whether this account is the one that is signed in, where the page does not say so itself. */
  isSignedIn(account: string): Promise<boolean>;
}

/** What is asked of a step's page while a person is at its window; a `BrowserSession` is one. */
interface WatchedPage {
  readonly page: Page;
  readonly person: PersonAtTheWindow | undefined;
  /** Set once a person was asked. */
  passedByPerson: boolean;
  glance<Name extends string>(sights: Record<Name, Sight>): Promise<Seen<Name> | undefined>;
  waitFor(sights: readonly Sight[], moment: number): Promise<void>;
}

/** Milliseconds between two looks at the page, beside the wait for what is expected. */
const BETWEEN_LOOKS = 200;

/**
 * Asks the person, with the page in front, and waits until one of these sights shows, or something else of a sign-in that
 * the hands know. Answers what shows; `undefined` where the hands have to look again.
 */
export async function passedByPerson<Name extends string>(
  session: WatchedPage,
  error: ManualActionRequiredError,
  arrived: Record<Name, Sight>,
  account?: string,
): Promise<Seen<Name> | undefined> {
  const person = session.person;
  if (!person) throw error;
  const what = await obstacleOf(session.page, error, account !== undefined);
  const asked: AskedOfPerson = { what, why: error, ...(account !== undefined && { account }) };
  session.passedByPerson = true;
  const { page } = session;
  let hasMoved = false;
  const moved = (frame: Frame): void => {
    hasMoved ||= frame === page.mainFrame();
  };
  page.on('framenavigated', moved);
  const signal = person.ask(asked, () => page.bringToFront());
  try {
    let others = 0;
    for (;;) {
      const seen = await session.glance(arrived);
      signal.throwIfAborted();
      // Twice, because a page on its way to another one may show anything for a moment.
      others = (await isPast(session.page, what, hasMoved)) ? others + 1 : 0;
      if (seen || others >= 2) {
        person.passed(asked);
        return seen;
      }
      await session.waitFor(Object.values<Sight>(arrived), BETWEEN_LOOKS);
    }
  } finally {
    page.off('framenavigated', moved);
  }
}

/** Asks the person to close what lies over a control, named by its words, and waits until nothing does. */
export async function uncoveredByPerson(
  { person, page }: Pick<WatchedPage, 'person' | 'page'>,
  control: Locator,
  error: ManualActionRequiredError,
  words: string,
): Promise<void> {
  if (!person) throw error;
  const asked: AskedOfPerson = { what: 'covered', why: error, words };
  const signal = person.ask(asked, () => page.bringToFront());
  // Twice, because one overlay may make room for the next.
  for (let free = 0; free < 2;) {
    await timeout(BETWEEN_LOOKS);
    signal.throwIfAborted();
    free = (await whatCovers(control).catch(() => undefined)) === undefined ? free + 1 : 0;
  }
  person.passed(asked);
}

/** What the person is asked to pass: by what the page shows, and by the error where it shows only the form of a sign-in. */
async function obstacleOf(root: Root, error: ManualActionRequiredError, isSigningIn: boolean): Promise<Obstacle> {
  if (error instanceof SignInRefusedError) return 'refused';
  const shown = await obstacleOn(root);
  if (shown !== undefined) return shown;
  // A form that came back, such as for an account that is locked: looking again would send the password again.
  return isSigningIn && (await isSignIn(root)) ? 'refused' : 'unknown';
}

/** What on this page only a person may pass. */
async function obstacleOn(root: Root): Promise<'captcha' | 'newPassword' | 'code' | undefined> {
  const [{ challenge }, newPassword, code, twoFactor] = await Promise.all([
    survey(root),
    shows(field(root, label('newPassword'))),
    shows(codeBox(root)),
    shows(headed(root, label('twoFactor'))),
  ]);
  if (challenge) return 'captcha';
  if (newPassword) return 'newPassword';
  return code || twoFactor ? 'code' : undefined;
}

/**
 * Whether the page shows another part of a sign-in than the one that was asked for, or the same anew: a second check, or one
 * that was not passed, is asked for once more. A sign-in form behind a refused one is the person's still: the hands never
 * try a password twice.
 */
async function isPast(root: Root, what: Obstacle, hasMoved: boolean): Promise<boolean> {
  const obstacle = await obstacleOn(root);
  if (obstacle !== undefined) return obstacle !== what || hasMoved;
  return what !== 'refused' && (await isSignIn(root));
}
