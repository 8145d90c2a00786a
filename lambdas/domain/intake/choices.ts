import type { Language } from '../language.ts';

/**
 * The columns whose cell is one of a few words, and every spelling of each word that is understood.
 *
 * Spellings are compared after NFKC, in lower case and without spaces.
 */

/** How the licence was sold. Anything but TSSL is not ready until a person has recorded the vendor's answer. */
export const LICENCE_CHANNELS = ['TSSL', 'TMOL', 'MSPL'] as const;
export type LicenceChannel = (typeof LICENCE_CHANNELS)[number];

/** Who does the console steps: a browser, or a person at the desk. */
export const HANDS = ['browser', 'operator'] as const;
export type Hands = (typeof HANDS)[number];

/** The data centres of Trend Vision One that a tenant can be provisioned in. */
export const REGIONS = [
  'Japan',
  'US',
  'EU',
  'UK',
  'Australia',
  'Canada',
  'India',
  'Singapore',
  'UAE',
  'South Africa',
] as const;
export type Region = (typeof REGIONS)[number];

export const LICENCE_CHANNEL_SPELLINGS: ReadonlyMap<string, LicenceChannel> = new Map([
  ['tssl', 'TSSL'],
  ['tmol', 'TMOL'],
  ['mspl', 'MSPL'],
]);

export const LANGUAGE_SPELLINGS: ReadonlyMap<string, Language> = new Map([
  ['ja', 'ja'],
  ['日本語', 'ja'],
  ['japanese', 'ja'],
  ['en', 'en'],
  ['英語', 'en'],
  ['english', 'en'],
]);

export const HANDS_SPELLINGS: ReadonlyMap<string, Hands> = new Map([
  ['browser', 'browser'],
  ['自動', 'browser'],
  ['operator', 'operator'],
  ['手動', 'operator'],
]);

/** Names, the vendor's own two-letter codes, and Japanese. */
export const REGION_SPELLINGS: ReadonlyMap<string, Region> = new Map([
  ['japan', 'Japan'],
  ['jp', 'Japan'],
  ['日本', 'Japan'],
  ['us', 'US'],
  ['usa', 'US'],
  ['unitedstates', 'US'],
  ['米国', 'US'],
  ['アメリカ', 'US'],
  ['eu', 'EU'],
  ['europe', 'EU'],
  ['germany', 'EU'],
  ['欧州', 'EU'],
  ['ヨーロッパ', 'EU'],
  ['ドイツ', 'EU'],
  ['uk', 'UK'],
  ['unitedkingdom', 'UK'],
  ['英国', 'UK'],
  ['イギリス', 'UK'],
  ['australia', 'Australia'],
  ['au', 'Australia'],
  ['オーストラリア', 'Australia'],
  ['canada', 'Canada'],
  ['ca', 'Canada'],
  ['カナダ', 'Canada'],
  ['india', 'India'],
  ['in', 'India'],
  ['インド', 'India'],
  ['singapore', 'Singapore'],
  ['sg', 'Singapore'],
  ['シンガポール', 'Singapore'],
  ['uae', 'UAE'],
  ['unitedarabemirates', 'UAE'],
  ['mea', 'UAE'],
  ['アラブ首長国連邦', 'UAE'],
  ['southafrica', 'South Africa'],
  ['za', 'South Africa'],
  ['南アフリカ', 'South Africa'],
]);

/** The form in which spellings are compared. */
export function foldSpelling(text: string): string {
  if (/^[a-z]*$/iu.test(text)) {
    return text.toLowerCase();
  }
  return text.normalize('NFKC').toLowerCase().replaceAll(/\s/gu, '');
}

/**
 * What is said of one kind of problem.
 *
 * The functions get the offending value as it may be shown, and one more fact: a limit, another row, a suggestion.
 */
export interface ProblemText {
  readonly message: Readonly<Record<Language, (value: string, about: string) => string>>;
  readonly whatToDo: Readonly<Record<Language, (value: string, about: string) => string>>;
}
