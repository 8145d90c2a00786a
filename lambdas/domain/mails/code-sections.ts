import { sayingIn, type Language } from '../language.ts';
import type { Section } from './letter.ts';

/** A one-time code, what it is for, and how it is kept from others. */
export function codeSections(
  language: Language,
  { purpose, code, minutes }: { purpose: string; code: string; minutes: number },
): Section[] {
  const say = sayingIn(language);
  return [
    { sentences: [purpose], code },
    {
      sentences: say(
        [
          `${String(minutes)}分間有効で、1回だけ使用できます。`,
          'このコードを電話やメールでお尋ねすることはありません。お心当たりのない場合は入力せず、下記までご連絡ください。',
        ],
        [
          `It is valid for ${String(minutes)} minutes and can be used once.`,
          'Nobody will ask you for it by telephone or mail. If you did not ask for it, do not use it, and call us.',
        ],
      ),
    },
  ];
}
