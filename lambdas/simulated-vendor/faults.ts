/** What can go wrong at a simulated tenant. */
export const FAULT_NAMES = [
  'EXPIRED_LICENCE',
  'USER_NOT_LISTED',
  'ALREADY_HAS_VISION_ONE',
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
] as const;

export type FaultName = (typeof FAULT_NAMES)[number];

export interface FaultDescription {
  /** Whether `NAME:n` limits it to the first n times. */
  takesCount: boolean;
  /** How often it strikes without a count. */
  times: number;
  /** Where it shows, as `local/simulated-consoles/README.md` names the consoles. */
  console: string;
  /** The step of the guide it disturbs. */
  guideStep: string;
  effect: string;
}

const ALWAYS = Number.POSITIVE_INFINITY;

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
};

/** A fault as a tenant has it; without a count it strikes as often as its table says. */
export interface Fault {
  name: FaultName;
  count?: number | undefined;
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
  if (!/^[1-9]\d{0,8}$/u.test(count)) {
    return { whatToDo: `the count is how often it happens, a whole number from 1; write for example "${known}:2"` };
  }
  return { fault: { name: known, count: Number(count) } };
}
