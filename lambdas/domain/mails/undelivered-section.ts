import { sayingIn, type Language } from '../language.ts';
import { undeliveredLine, type Undelivered } from '../undelivered.ts';
import { firstOf } from './first-of.ts';
import type { Section } from './letter.ts';

/** A mail lists this many; all of them are in the report. */
const SHOWN = 30;

/** Which mails did not reach their readers; nothing where all did. */
export function undeliveredSection(undelivered: readonly Undelivered[], language: Language): Section[] {
  if (undelivered.length === 0) return [];
  const say = sayingIn(language);
  const count = String(undelivered.length);
  const lines = undelivered.map((each) => `${each.tenantId} ${undeliveredLine(each, language)}`);
  return [
    {
      heading: say(`届かなかったメール：${count}件`, `Mails that did not arrive: ${count}`),
      sentences: [
        say(
          '正しいアドレスをお客様にご確認ください。自動では再送されません。',
          'Ask the customers for the right addresses: these mails are not sent again by themselves.',
        ),
      ],
      items: firstOf(SHOWN, lines, language),
    },
  ];
}
