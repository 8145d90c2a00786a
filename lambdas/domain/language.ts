/** The languages in which people are addressed. */
export const LANGUAGES = ['ja', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** One text in each language that people are addressed in. */
export type LocalizedText = Readonly<Record<Language, string>>;

/** `const say = sayingIn(language)`, then `say('完了', 'Done')`: a sentence and its translation stand side by side. */
export function sayingIn(language: Language): <T>(ja: T, en: T) => T {
  return (ja, en) => (language === 'ja' ? ja : en);
}
