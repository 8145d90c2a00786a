import { Option } from 'commander';
import { LANGUAGES, type Language } from '../../../lambdas/domain/language.ts';

export interface LanguageFlag {
  language: Language;
}

/**
 * The language of this computer's user, as the variables of the locale say it, else as the system does. A locale of no
 * language (`C.UTF-8`, as containers have it), or of one that the product does not write, is answered in English.
 */
export function languageOption(environment: NodeJS.ProcessEnv = process.env): Option {
  const locale = [environment['LC_ALL'], environment['LC_MESSAGES'], environment['LANG']].find(Boolean) ?? '';
  const own = locale === '' ? new Intl.DateTimeFormat().resolvedOptions().locale : locale;
  const spoken = LANGUAGES.find((language) => new RegExp(`^${language}(?![a-z])`, 'iu').test(own));
  return new Option('--language <language>', 'language of what is said')
    .choices(LANGUAGES)
    .default(spoken ?? 'en', 'that of LANG, else English');
}
