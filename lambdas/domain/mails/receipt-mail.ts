import { sayingIn } from '../language.ts';
import { customerMail, type About } from './customer-letter.ts';
import type { RenderedMail } from './letter.ts';
import type { Signatory } from './signature.ts';

export interface AnswerReceipt {
  row: About;
  /** Who has answered. */
  to: string;
  /** What the page says, in the language of the row: its title, what was answered, what happens now. */
  title: string;
  pairs: readonly (readonly [name: string, value: string])[];
  next: readonly string[];
  /** The link by which they answered: it shows the same for as long as it is good. */
  url: string;
}

/** To somebody outside who has answered at the desk (a consent or a refusal, an upgrade, a hand-over): a copy of what their page then says. */
export function receiptMail({ row, to, title, pairs, next, url }: AnswerReceipt, signatory: Signatory): RenderedMail {
  const say = sayingIn(row.language);
  return customerMail(
    {
      to,
      about: row,
      tone: 'done',
      title,
      reader: say('ご担当者様', 'reader'),
      sections: [
        {
          sentences: [
            say(
              '次の内容でご回答をいただきました。控えとしてお送りいたします。',
              'This is a copy of the answer that we have from you.',
            ),
          ],
          pairs,
        },
        { heading: say('今後の流れ', 'What happens now'), items: next },
        { button: { label: say('ご回答の内容を表示する', 'See your answer'), url } },
      ],
    },
    signatory,
  );
}
