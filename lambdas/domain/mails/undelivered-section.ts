import { sayingIn } from '../language.ts';
import { undeliveredLine, type Undelivered } from '../undelivered.ts';
import { firstOf } from './first-of.ts';
import type { Section } from './letter.ts';
import { tenantLine } from './operator-letter.ts';
import type { Signatory } from './signature.ts';

/** A mail lists this many; all of them are in the report. */
const SHOWN = 30;

/** Which mails did not reach their readers; nothing where all did. */
export function undeliveredSection(undelivered: readonly Undelivered[], signatory: Signatory): Section[] {
  if (undelivered.length === 0) return [];
  const language = signatory.operatorLanguage;
  const say = sayingIn(language);
  const count = String(undelivered.length);
  const lines = undelivered.map((each) =>
    tenantLine(each.tenantId, `${each.tenantId} ${undeliveredLine(each, language)}`, signatory),
  );
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
