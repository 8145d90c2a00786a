/** What is special about the pages of a tenant whose face is modern; nothing but a browser meets it. */
export const MODERN_FAULTS = [
  'SLOW_DRAWING',
  'SHADOW_ROOTS',
  'IN_A_FRAME',
  'ZOOMED_PAGE',
  'NEW_BRAND',
  'COOKIE_BAR',
  'GUIDED_TOUR',
  'STAY_SIGNED_IN',
  'SLOW_SINGLE_SIGN_ON',
  'BARE_GRID',
  'PAGED_LIST',
  'ENDLESS_PAGER',
  'VIRTUAL_LIST',
  'RESORTING_LIST',
  'MOVED_HEADINGS',
  'OTHER_PRODUCTS',
  'ON_PREMISES_ROW',
  'NAMESAKE_ROW',
  'TWO_OF_OURS',
  'ORNATE_STATUS',
  'LATE_FIGURES',
  'ZERO_FIGURES',
  'UNSETTLED_FIGURES',
  'WRONG_DIALOG',
  'NAMELESS_DIALOG',
  'STYLED_TICK',
  'BAR_OVER_BUTTON',
  'ASKS_ONCE_MORE',
  'LATE_SIGN_OUT',
] as const;

export type ModernFault = (typeof MODERN_FAULTS)[number];

/** What can go wrong at a simulated tenant. */
export const FAULT_NAMES = [
  'EXPIRED_LICENCE',
  'USER_NOT_LISTED',
  'ALREADY_HAS_VISION_ONE',
  'ALREADY_HAS_ADDRESS',
  'LATE_CODE',
  'WRONG_CODE_ONCE',
  'CRASH_AFTER_RESET',
  'CONNECTED_ELSEWHERE',
  'SESSION_EXPIRED',
  'TEMPORARY_PROBLEM',
  'UPDATE_NEVER_ENDS',
  'STATUS_FLAPS',
  'SERVER_ERROR',
  'SLOW_PAGE',
  'SIGN_IN_REFUSED',
  'CAPTCHA',
  'HIBERNATED',
  'MFA',
  'MFA_WITH_SEED',
  'REGION_PAGE',
  'RENAMED_BUTTON',
  'LATE_EFFECTS',
  'ENGLISH_CONSOLE',
  'NEWER_CONSOLE',
  ...MODERN_FAULTS,
] as const;

export type FaultName = (typeof FAULT_NAMES)[number];

export interface FaultDescription {
  /** Whether `NAME:n` limits it to the first n times, or says how much of it there is. */
  takesCount: boolean;
  /** How often it strikes without a count. */
  times: number;
  /** Where the count is an amount: of what, and how much without a count. */
  amount?: { of: string; byDefault: number };
  /** Where it shows, as `local/simulated-consoles/README.md` names the consoles. */
  console: string;
  /** The step of the guide it disturbs. */
  guideStep: string;
  effect: string;
}

const ALWAYS = Number.POSITIVE_INFINITY;

/** A fault of modern pages. */
function ofPages(
  console: string,
  guideStep: string,
  effect: string,
  amount?: FaultDescription['amount'],
): FaultDescription {
  return { takesCount: amount !== undefined, times: ALWAYS, console, guideStep, effect, ...(amount && { amount }) };
}

/** The one table of faults; `local/simulated-consoles/README.md` shows the same. */
export const FAULTS: Readonly<Record<FaultName, FaultDescription>> = {
  EXPIRED_LICENCE: {
    takesCount: false,
    times: ALWAYS,
    console: 'CLP',
    guideStep: '1-1',
    effect: 'The licence has expired: on 2026-05-30, or on `licence.expiresOn` where the scenario gives it.',
  },
  USER_NOT_LISTED: {
    takesCount: false,
    times: ALWAYS,
    console: 'Apex Central',
    guideStep: '1-2',
    effect: 'The console has one user account more than the row.',
  },
  ALREADY_HAS_VISION_ONE: {
    takesCount: false,
    times: ALWAYS,
    console: 'Vision One',
    guideStep: '2-2',
    effect:
      'The master account already signs in by the primary e-mail address, with its CLP password; the wizard does not appear, the console is provisioned, and the product is not connected yet.',
  },
  ALREADY_HAS_ADDRESS: {
    takesCount: false,
    times: ALWAYS,
    console: 'Vision One',
    guideStep: '2-2',
    effect:
      'The master account already signs in by the primary e-mail address, with its CLP password; the wizard does not appear, and there is no console yet: [Provision Console] is behind the sign-in.',
  },
  LATE_CODE: {
    takesCount: true,
    times: ALWAYS,
    console: 'mailbox',
    guideStep: '2-5',
    effect: 'The verification mail takes 12 minutes, longer than the ten that anybody waits for it.',
  },
  WRONG_CODE_ONCE: {
    takesCount: false,
    times: 1,
    console: 'mailbox',
    guideStep: '2-6',
    effect: 'The first verification mail carries a code that the wizard refuses.',
  },
  CRASH_AFTER_RESET: {
    takesCount: false,
    times: 1,
    console: 'Vision One',
    guideStep: '2-8',
    effect: 'The process of the hands dies right after the vendor took [Reset Password].',
  },
  CONNECTED_ELSEWHERE: {
    takesCount: false,
    times: ALWAYS,
    console: 'Apex Central',
    guideStep: '3-7',
    effect:
      "Apex Central is registered with somebody else's Vision One console: 統合設定 says 登録済み from the start.",
  },
  SESSION_EXPIRED: {
    takesCount: true,
    times: 1,
    console: 'Vision One',
    guideStep: '3-11',
    effect: 'The session is gone at a look at Product Instance; without a count, at the first one.',
  },
  TEMPORARY_PROBLEM: {
    takesCount: true,
    times: ALWAYS,
    console: 'Vision One',
    guideStep: '3-15',
    effect: 'The final press is answered with the message of the guide, and nothing starts.',
  },
  UPDATE_NEVER_ENDS: {
    takesCount: false,
    times: ALWAYS,
    console: 'Vision One',
    guideStep: '3-16',
    effect: 'The status stays アップデート.',
  },
  STATUS_FLAPS: {
    takesCount: false,
    times: ALWAYS,
    console: 'Vision One',
    guideStep: '3-16',
    effect:
      'The row goes back and forth, a minute at a time: before the update connected and not connected; while the update runs as if nothing had begun, with the button; in its last minutes as if finished, and then as if it still ran.',
  },
  SERVER_ERROR: {
    takesCount: true,
    times: ALWAYS,
    console: 'all',
    guideStep: 'any',
    effect: 'A request to a console is answered with a 500 and changes nothing.',
  },
  SLOW_PAGE: {
    takesCount: true,
    times: ALWAYS,
    console: 'all',
    guideStep: 'any',
    effect: 'A page takes three seconds of real time; harmless, and scripted hands see nothing of it.',
  },
  SIGN_IN_REFUSED: {
    takesCount: false,
    times: ALWAYS,
    console: 'CLP',
    guideStep: '1-1',
    effect: 'The right password is refused.',
  },
  CAPTCHA: {
    takesCount: false,
    times: ALWAYS,
    console: 'CLP',
    guideStep: '1-1',
    effect: 'The sign-in shows a challenge that only a person may answer.',
  },
  HIBERNATED: {
    takesCount: false,
    times: 1,
    console: 'Apex Central',
    guideStep: '1-2',
    effect: 'The wake-up portal stands before the console, until a person wakes it up there.',
  },
  MFA: {
    takesCount: false,
    times: ALWAYS,
    console: 'Vision One',
    guideStep: '2-10',
    effect: 'The sign-in of the primary account asks for a code of six digits, and nobody has told us the seed.',
  },
  MFA_WITH_SEED: {
    takesCount: false,
    times: ALWAYS,
    console: 'Vision One',
    guideStep: '2-10',
    effect: 'The same, and the customer has told us the seed (`credentials().totpSeed`); harmless.',
  },
  REGION_PAGE: {
    takesCount: false,
    times: ALWAYS,
    console: 'Vision One',
    guideStep: '2-11',
    effect:
      '"Choose a region for Trend Vision One" stands before [Provision Console]; harmless where it offers the planned one.',
  },
  RENAMED_BUTTON: {
    takesCount: false,
    times: ALWAYS,
    console: 'Vision One',
    guideStep: '3-13',
    effect: 'The button [アップデートに同意する] is called something else.',
  },
  LATE_EFFECTS: {
    takesCount: false,
    times: ALWAYS,
    console: 'all',
    guideStep: 'any',
    effect:
      'What was pressed shows late: up to ten minutes, drawn for each tenant and point; see [lag](#lag). Until then the consoles look as before, and take the press again.',
  },
  ENGLISH_CONSOLE: {
    takesCount: false,
    times: ALWAYS,
    console: 'all',
    guideStep: 'any',
    effect: 'The consoles are in English, whatever the row and the scenario say; harmless.',
  },
  NEWER_CONSOLE: {
    takesCount: false,
    times: ALWAYS,
    console: 'Vision One',
    guideStep: '3-1',
    effect:
      'Labels of the newer generation: instance type Trend Micro Apex One as a Service, [Generate token], no [Connect and Transfer] at 3-5, [Start the Update] at 3-14; harmless.',
  },
  SLOW_DRAWING: ofPages('all', 'any', 'Each part of a page is drawn a second and a half after its data has come.'),
  SHADOW_ROOTS: ofPages('all', 'any', 'Each part of a page is a custom element with an open shadow root of its own.'),
  IN_A_FRAME: ofPages(
    'Apex Central, Vision One',
    'any',
    'The content of a page, dialogs included, lies in a frame beside the menu.',
  ),
  ZOOMED_PAGE: ofPages('all', 'any', 'The root element has `zoom: 1.25`.'),
  NEW_BRAND: ofPages(
    'Apex Central, Vision One',
    'any',
    'The consoles say TrendAI Vision One™; products in lists keep their names.',
  ),
  COOKIE_BAR: ofPages('all', 'any', 'A cookie notice lies over the lower edge until it is answered.'),
  GUIDED_TOUR: ofPages('Apex Central, Vision One', 'any', 'A guided tour lies over the page until it is skipped.'),
  STAY_SIGNED_IN: ofPages('Vision One', '2-10', 'A dialog asks after the sign-in whether to stay signed in.'),
  SLOW_SINGLE_SIGN_ON: ofPages('Apex Central', '2-1', '[コンソールを開く] takes ten seconds of real time.'),
  BARE_GRID: ofPages('all', 'any', 'Lists are divs without any role.'),
  PAGED_LIST: ofPages(
    'all',
    'any',
    'Lists show ten rows a page; the pager is called 次へ, ›, or by its aria-label alone, one way in each list.',
  ),
  ENDLESS_PAGER: ofPages(
    'all',
    'any',
    'With `PAGED_LIST`: behind the last page comes the first one, and nothing says how many rows there are.',
  ),
  VIRTUAL_LIST: ofPages('all', 'any', 'Only the rows in the window of a list exist; the others come by scrolling.'),
  RESORTING_LIST: ofPages(
    'Vision One',
    '3-11',
    'With other products: every 400 ms the list is sorted anew, and its lines are used again for other rows.',
  ),
  MOVED_HEADINGS: ofPages('all', 'any', 'Two columns have changed places, and one heading stands there twice.'),
  OTHER_PRODUCTS: ofPages(
    'CLP, Vision One',
    '3-11',
    'Product Instance lists n other products before and after ours, some with [アップデート] (3 without a number), and CLP one more with [コンソールを開く].',
    { of: 'products', byDefault: 3 },
  ),
  ON_PREMISES_ROW: ofPages('Vision One', '3-11', 'An on-premises Apex One that is connected stands beside ours.'),
  NAMESAKE_ROW: ofPages(
    'Vision One',
    '3-11',
    'A product whose name holds the words of ours, with [アップデート], stands beside it.',
  ),
  TWO_OF_OURS: ofPages('Vision One', '3-11', 'Our row stands there twice, with two instance ids.'),
  ORNATE_STATUS: ofPages(
    'Vision One',
    '3-11',
    'A status has an icon, a zero-width space before it and the time of the last synchronisation behind it.',
  ),
  LATE_FIGURES: ofPages('Apex Central, Vision One', '1-2', 'Each figure is "-" for two and a half seconds.'),
  ZERO_FIGURES: ofPages('Apex Central, Vision One', '1-2', 'Each figure is 0 for two and a half seconds.'),
  UNSETTLED_FIGURES: ofPages('Apex Central, Vision One', '1-2', 'The number of agents never stops changing.'),
  WRONG_DIALOG: ofPages(
    'Vision One',
    '3-13',
    '[アップデート] of our row opens ソリューションをアップデート of another product.',
  ),
  NAMELESS_DIALOG: ofPages('Vision One', '3-13', 'ソリューションをアップデート does not say of which product it is.'),
  STYLED_TICK: ofPages('Vision One', '3-14', 'The tick is a drawn box without a role, and its sentence is no label.'),
  BAR_OVER_BUTTON: ofPages('Vision One', '3-14', 'A bar that stays lies over [接続して転送].'),
  ASKS_ONCE_MORE: ofPages('Vision One', '3-14', 'A dialog asks once more before anything is sent.'),
  LATE_SIGN_OUT: ofPages(
    'Vision One',
    '3-14',
    'The page signs out n milliseconds of real time after the final press (1000 without a number).',
    { of: 'milliseconds', byDefault: 1_000 },
  ),
};

/** A fault as a tenant has it; without a count it strikes as often as its table says. */
export interface Fault {
  name: FaultName;
  count?: number | undefined;
}

/** Whether only the pages of a modern face show it. */
export function isOfModernPages(name: FaultName): name is ModernFault {
  return MODERN_FAULTS.some((each) => each === name);
}

/** How often this fault strikes. */
export function timesOf(fault: Fault): number {
  return fault.count ?? FAULTS[fault.name].times;
}

/** Reads `EXPIRED_LICENCE` or `TEMPORARY_PROBLEM:2`; what cannot be read is answered with what to do about it. */
export function parseFault(text: string): { fault: Fault } | { whatToDo: string } {
  const [name = '', ...rest] = text.split(':');
  const known = FAULT_NAMES.find((fault) => fault === name);
  if (!known) return { whatToDo: `no fault has this name; use one of ${FAULT_NAMES.join(', ')}` };
  if (rest.length === 0) return { fault: { name: known } };
  if (!FAULTS[known].takesCount) return { whatToDo: `${known} takes no count; write "${known}"` };
  const count = rest.join(':');
  const { amount } = FAULTS[known];
  if (!/^[1-9]\d{0,8}$/u.test(count)) {
    const what = amount ? `the number of ${amount.of}` : 'how often it happens';
    return {
      whatToDo: `the count is ${what}, a whole number from 1; write for example "${known}:${String(amount?.byDefault ?? 2)}"`,
    };
  }
  return { fault: { name: known, count: Number(count) } };
}
