import { Option } from 'commander';
import { LANGUAGES, type Language } from '../../../lambdas/domain/intake/choices.ts';

export interface LanguageFlag {
  language: Language;
}

/** The language of this computer's user, where it is one that the product writes; Japanese otherwise. */
export function languageOption(environment: NodeJS.ProcessEnv = process.env): Option {
  const locale = [environment['LC_ALL'], environment['LC_MESSAGES'], environment['LANG']].find(Boolean) ?? '';
  const spoken = LANGUAGES.find((language) => new RegExp(`^${language}(?![a-z])`, 'iu').test(locale));
  return new Option('--language <language>', 'language of what is said, from LANG where it is not given')
    .choices(LANGUAGES)
    .default(spoken ?? 'ja');
}
