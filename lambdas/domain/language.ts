import type { Language } from './intake/choices.ts';

export type { Language };

/** One text in Japanese and in English. */
export interface Said {
  ja: string;
  en: string;
}

/** `const say = sayingIn(language)`, then `say('完了', 'Done')`: a sentence and its translation stand side by side. */
export function sayingIn(language: Language): <T>(ja: T, en: T) => T {
  return (ja, en) => (language === 'ja' ? ja : en);
}
