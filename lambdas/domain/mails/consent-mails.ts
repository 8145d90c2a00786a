import { sayingIn } from '../language.ts';
import type { IntakeRow } from '../intake/intake-row.ts';
import { changesForGood } from '../points-of-no-return.ts';
import { duringTheUpdate } from '../texts/during-the-update.ts';
import { formatInstant } from '../texts/instants.ts';
import { codeSections } from './code-sections.ts';
import { customerMail } from './customer-letter.ts';
import type { RenderedMail } from './letter.ts';
import type { Signatory } from './signature.ts';

export interface ConsentRequest {
  row: IntakeRow;
  to: string;
  /** The desk's page for this consent. It shows what is consented to; nothing happens by opening it. */
  url: string;
  expiresAt: string;
  /** A reminder keeps the subject of the first mail. */
  reminder?: boolean;
}

/** To the approver: what is asked, what cannot be undone, and where to answer. */
export function consentRequestMail(
  { row, to, url, expiresAt, reminder = false }: ConsentRequest,
  signatory: Signatory,
): RenderedMail {
  const { language } = row;
  const say = sayingIn(language);
  const until = formatInstant(expiresAt, signatory.zone, language);
  return customerMail(
    {
      to,
      about: row,
      tone: 'action',
      title: say('アップデートへの同意のお願い', 'your consent to the update'),
      reminder,
      reader: say('承認ご担当者様', 'approver'),
      sections: [
        {
          sentences: say(
            [
              ...(reminder ? ['先日お送りしたお願いに、まだご回答をいただいておりません。'] : []),
              'Trend Micro Apex One SaaSからTrend Vision One Endpoint Security（Standard Endpoint Protection）へのアップデートにあたり、元に戻すことのできない次の操作について、ご同意をお願いいたします。',
            ],
            [
              ...(reminder ? ['We have not had your answer to our request yet.'] : []),
              'Before we update Trend Micro Apex One SaaS to Trend Vision One Endpoint Security (Standard Endpoint Protection), we ask for your consent to what cannot be undone:',
            ],
          ),
        },
        { heading: say('ご同意いただく内容', 'What you consent to'), steps: changesForGood(row) },
        { heading: say('アップデート中の影響', 'What you will notice'), items: duringTheUpdate(language) },
        {
          sentences: say(
            [
              'リンク先のページで、内容と法的文書（使用許諾契約書、プライバシーポリシー、データ収集について）をご確認のうえ、「同意する」または「同意しない」をお選びください。ページを開いただけでは何も実行されません。確認のため、その場でこのアドレスに確認コードをお送りします。',
            ],
            [
              'The page shows the details and the legal texts (licence agreement, privacy policy, data collection notice). Choose "I agree" or "I do not agree" there; opening the page does nothing. To confirm, a code is mailed to this address at that moment.',
            ],
          ),
          button: { label: say('内容を確認して回答する', 'Read and answer'), url },
          pairs: [
            [say('回答期限', 'Please answer by'), until],
            [say('お電話でのお問い合わせ', 'Questions by telephone'), signatory.operatorTelephone],
          ],
        },
      ],
    },
    signatory,
  );
}

export interface ConsentCode {
  row: IntakeRow;
  to: string;
  /** Six digits, say; never in a subject, where a locked phone would show it. */
  code: string;
  minutes: number;
}

/** To the approver, at the moment of answering: the one-time code that shows who answers. */
export function consentCodeMail({ row, to, code, minutes }: ConsentCode, signatory: Signatory): RenderedMail {
  const say = sayingIn(row.language);
  return customerMail(
    {
      to,
      about: row,
      tone: 'action',
      title: say('同意の確認コード', 'your confirmation code'),
      reader: say('承認ご担当者様', 'approver'),
      sections: codeSections(row.language, {
        purpose: say(
          'アップデートへの回答を確定するための確認コードです。開いているページに入力してください。',
          'This code confirms your answer about the update. Please type it into the page that is open.',
        ),
        code,
        minutes,
      }),
    },
    signatory,
  );
}

export interface ConsentReaddressed {
  row: IntakeRow;
  /** The address that was asked before. */
  to: string;
  at: string;
}

/** To the former approver: the request went to somebody else. The new address is not told: it may be none of theirs. */
export function consentReaddressedMail({ row, to, at }: ConsentReaddressed, signatory: Signatory): RenderedMail {
  const say = sayingIn(row.language);
  const when = formatInstant(at, signatory.zone, row.language);
  return customerMail(
    {
      to,
      about: row,
      tone: 'news',
      title: say('同意のお願い先の変更', 'somebody else was asked for consent'),
      reader: say('ご担当者様', 'colleague'),
      sections: [
        {
          sentences: say(
            [
              `先日お送りした「アップデートへの同意のお願い」は、${when}に別の承認ご担当者様宛てに変更されました。`,
              'お送りしたリンクは無効になりましたので、ご対応は不要です。',
              'この変更にお心当たりのない場合は、作業を止めますので、お電話で至急ご連絡ください。',
            ],
            [
              `Our request for your consent to the update was passed to another approver on ${when}.`,
              'The link we sent you no longer works, and there is nothing for you to do.',
              'If this surprises you, please call us at once: we will stop the work.',
            ],
          ),
        },
      ],
    },
    signatory,
  );
}
