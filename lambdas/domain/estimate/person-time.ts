import type { RealHands } from './clean-tenant.ts';

/**
 * Seconds by the Keystroke-Level Model (Card, Moran and Newell, "The keystroke-level model for user performance time
 * with interactive systems", CACM 23(7), 1980), with the mouse button as Kieras added it: an average typist's key,
 * pointing with a mouse, a hand moved between mouse and keyboard, a mental preparation, and the button pressed or
 * released.
 */
export const OPERATORS = { key: 0.28, pointing: 1.1, homing: 0.4, mental: 1.35, button: 0.1 } as const;

/** What a person does at screens, counted. Waiting for a page is not in it, nor is reading longer than a glance. */
export interface Actions {
  /** Presses of the mouse: each thought of, pointed at, pressed and released. */
  clicks: number;
  /** Keys; a value that is pasted is two. */
  keys: number;
  /** Moves of a hand between mouse and keyboard: two for each value typed or pasted, there and back. */
  homings: number;
  /** Values that are read or compared, a mental preparation each. */
  looks: number;
  /** Changes to another window or tab, a press of the mouse each. */
  switches: number;
}

const NOTHING: Actions = { clicks: 0, keys: 0, homings: 0, looks: 0, switches: 0 };

export function secondsOfPerson({ clicks, keys, homings, looks, switches }: Actions): number {
  const { key, pointing, homing, mental, button } = OPERATORS;
  return (clicks + switches) * (mental + pointing + 2 * button) + keys * key + homings * homing + looks * mental;
}

export function sumOfActions(all: readonly Partial<Actions>[]): Actions {
  const names = Object.keys(NOTHING) as (keyof Actions)[];
  return all.reduce<Actions>((sum, some) => {
    const added = names.map((name) => [name, sum[name] + (some[name] ?? 0)] as const);
    return { ...sum, ...Object.fromEntries(added) };
  }, NOTHING);
}

/**
 * Assumed lengths in keys: the guide types from a note, and its `aaa` and `aaa@test.com` are shorter than anybody's.
 */
const NAME = 8;
const PASSWORD = 12;
const ADDRESS = 24;
const CODE = 6;
const PASTE = 2;

/** One step of the guide as a person does it; `types` has the keys of each value. */
interface GuideStep extends Partial<Pick<Actions, 'clicks' | 'looks' | 'switches'>> {
  types?: readonly number[];
}

/**
 * The guide by hand for one clean tenant, 1-1 to 3-18, each field clicked before it is filled. Steps 3-2 to 3-5 have no
 * slide: as the vendor's documentation tells them. Left out, because each way has them or an equal: the preparation of
 * addresses and the notes of names and passwords (1-1 to 1-3, here the CSV and the vault); the temporary problem
 * (3-15); and the upgrade of user accounts (3-19), which users do themselves.
 */
export const GUIDE_BY_HAND: Readonly<Record<string, GuideStep>> = {
  // The portal's bookmark, two fields, the button; kind, seats and expiry of the licence.
  '1-1': { clicks: 4, types: [NAME, PASSWORD], looks: 3 },
  // The console, and a menu of three; the list of accounts.
  '1-2': { clicks: 4, looks: 1 },
  '2-1': { switches: 1, clicks: 1 },
  '2-2': { clicks: 2 },
  '2-3': { clicks: 2, types: [ADDRESS, ADDRESS], looks: 1 },
  '2-4': { clicks: 1 },
  // The mailbox, the mail, its code.
  '2-5': { switches: 1, clicks: 1, looks: 1 },
  '2-6': { switches: 1, clicks: 2, types: [CODE] },
  '2-7': { clicks: 2, types: [PASSWORD, PASSWORD] },
  '2-8': { clicks: 1 },
  '2-9': { clicks: 1, looks: 1 },
  '2-10': { clicks: 4, types: [ADDRESS, PASSWORD] },
  '2-11': { clicks: 1 },
  '2-12': { looks: 1 },
  // A menu of two, and the button.
  '3-1': { clicks: 3 },
  '3-2': { clicks: 2 },
  '3-3': { clicks: 2 },
  '3-4': { clicks: 1 },
  '3-5': { clicks: 1 },
  // Administration, License Information, the console.
  '3-6': { clicks: 3 },
  '3-7': { clicks: 2 },
  '3-8': { clicks: 1, types: [PASTE] },
  '3-9': { clicks: 1 },
  '3-10': { looks: 1 },
  // The row's name and its status.
  '3-11': { switches: 1, looks: 2 },
  '3-12': { clicks: 1 },
  '3-13': { clicks: 1, looks: 1 },
  '3-14': { clicks: 2, looks: 1 },
  '3-16': { looks: 1 },
  // Back after half an hour: the page again, name and status.
  '3-17': { switches: 1, clicks: 1, looks: 2 },
  '3-18': { clicks: 2, looks: 1 },
};

export function actionsOfGuide(): Actions {
  return sumOfActions(
    Object.values(GUIDE_BY_HAND).map(({ types = [], ...rest }) => ({
      ...rest,
      keys: types.reduce((sum, keys) => sum + keys, 0),
      homings: 2 * types.length,
    })),
  );
}

/**
 * Pages, presses and keys at the desk for one clean tenant: the sums of the table in `docs/desk.md`; a test compares.
 */
export const DESK_PAGES = { pages: 15, clicks: 58, keys: 28 } as const;

/**
 * Values that a page of the desk offers to the console, a press of [Copy] each, and those that are a page's second one.
 */
const COPIED = 7;
const SECOND_VALUES = 2;

/**
 * The desk by hand: its pages, each read once, with the way to the console and back; and the guide's presses and looks
 * at the console, whose values are pasted, but for the code of the mail.
 */
export function actionsAtDesk(): Actions {
  const { pages, clicks, keys } = DESK_PAGES;
  const console = actionsOfGuide();
  const values = console.homings / 2;
  return sumOfActions([
    { clicks, keys, homings: keys, looks: pages, switches: 2 * pages },
    { clicks: COPIED, switches: 2 * SECOND_VALUES },
    // To the mailbox and back.
    { ...console, keys: (values - 1) * PASTE + CODE, switches: 2 },
  ]);
}

/**
 * One CAPTCHA of the simulated consoles before attended hands: it is noticed and read, a hand goes to the mouse, and
 * the box, one picture of three and the button are pressed. The window comes to the front by itself; name and password
 * are filled in.
 */
export const CAPTCHA: Actions = { ...NOTHING, clicks: 3, looks: 2, homings: 1 };

/**
 * CAPTCHAs of one clean tenant, as `npm run bench -- --only costOfPeople` counts them where all three simulated
 * consoles ask: at a sign-in page only, and Apex Central is reached in the session of another console. A test compares.
 */
export const CAPTCHAS = { eachConsoleOnce: 2, everySignIn: 3 } as const;

/**
 * Assumed for a batch, no matter who does its steps: the plan is opened, ten of its lines are read, it is released; the
 * report is opened, and five of its figures are read.
 */
export const BATCH: Actions = { ...NOTHING, clicks: 3, looks: 15, switches: 1 };
/** Assumed for a batch with attended hands: a terminal, and a command of 40 keys. */
export const START_OF_ASSIST: Actions = { ...NOTHING, keys: 40, homings: 2, looks: 1, switches: 1 };

/** How many rows of a file are done by whose hands. */
export type RowsByHands = Readonly<Record<RealHands, number>>;

/**
 * Hours of one person for a file by the model above. Not in them: consents, codes that a customer reads, faults of a
 * tenant, and waiting.
 */
export interface HoursOfPeople {
  /** Rows by operator hands at the desk; those by browsers ask nobody. */
  planned: number;
  /** With one CAPTCHA for each row by browsers, passed before `assist`. */
  withOneCaptcha: number;
  /** With a CAPTCHA at each console that asks. */
  withCaptchaAtEachConsole: number;
  /** All rows as the guide's text says, without the product. */
  guideByHand: number;
}

export function hoursOfPeople(rows: RowsByHands): HoursOfPeople {
  return {
    planned: hoursWithCaptchas(rows, 0),
    withOneCaptcha: hoursWithCaptchas(rows, 1),
    withCaptchaAtEachConsole: hoursWithCaptchas(rows, CAPTCHAS.eachConsoleOnce),
    guideByHand: ((rows.browser + rows.operator) * secondsOfPerson(actionsOfGuide())) / 3600,
  };
}

/** Hours where each row by browsers meets so many CAPTCHAs; 0 without a row. */
export function hoursWithCaptchas({ browser, operator }: RowsByHands, captchas: number): number {
  if (browser + operator === 0) return 0;
  const seconds =
    secondsOfPerson(BATCH) +
    operator * secondsOfPerson(actionsAtDesk()) +
    browser * captchas * secondsOfPerson(CAPTCHA) +
    (browser * captchas > 0 ? secondsOfPerson(START_OF_ASSIST) : 0);
  return seconds / 3600;
}
