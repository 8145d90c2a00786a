import type { Fault } from './faults.ts';
import type { ConsoleLanguage } from './labels.ts';

/** Presses whose effect may show later: guide 2-8, 2-11, 3-5, 3-9, 3-14 and 3-19. */
export const LAG_POINTS = [
  'passwordReset',
  'provisioning',
  'transfer',
  'registration',
  'update',
  'userUpgrade',
] as const;

export type LagPoint = (typeof LAG_POINTS)[number];

/** In minutes: `every` is of the points that are not named. */
export type LagMinutes = Partial<Record<LagPoint | 'every', number | undefined>>;

/** What only a person may pass, between a sign-in and its console. */
export const ASKED = ['captcha', 'codeByMail', 'codeByApp', 'newPassword'] as const;

export type Asked = (typeof ASKED)[number];

/** `once` is asked until it was passed once. */
export const WHEN_ASKED = ['once', 'everySignIn', 'atRandom'] as const;

export type WhenAsked = (typeof WHEN_ASKED)[number];

export type Asks = Partial<Record<ConsoleName, Partial<Record<Asked, WhenAsked | undefined>> | undefined>>;

export type ConsoleFace = 'plain' | 'modern';

/** What is special about one simulated tenant; a tenant without any of it is clean. */
export interface TenantScenario {
  faults: Fault[];
  /** How its pages are made: a document each, or drawn by a program as a newer front end does; plain without it. */
  face?: ConsoleFace | undefined;
  /** Language of this tenant's consoles; the row's where it is left out. */
  language?: ConsoleLanguage | undefined;
  licence?: { expiresOn?: string | undefined; seats?: number | undefined; kind?: string | undefined } | undefined;
  /** How long the update takes, in minutes. */
  updateMinutes?: number | undefined;
  /** How much later than its press an effect shows. */
  lagMinutes?: LagMinutes | undefined;
  /** What its pages ask of a person after a sign-in, by console; scripted hands see nothing of it. */
  asks?: Asks | undefined;
}

export type ConsoleName = 'clp' | 'apexCentral' | 'visionOne';
