import type { IntakeRow } from '../intake/intake-row.ts';
import { sayingIn } from '../language.ts';
import { isAwaited, mailInWords, undeliveredLine, type Undelivered } from '../undelivered.ts';
import type { RenderedMail } from './letter.ts';
import { operatorMail } from './operator-letter.ts';
import type { Signatory } from './signature.ts';

export interface UndeliveredAbout {
  row: Pick<IntakeRow, 'tenantId' | 'companyName'>;
  undelivered: Undelivered;
  /** The desk's page of what waits for the reader. */
  url?: string | undefined;
}

/** To the operator, once for each address and kind of mail: who did not get which mail, and what to do so that it does not wait in vain. */
export function undeliveredMail({ row, undelivered, url }: UndeliveredAbout, signatory: Signatory): RenderedMail {
  const language = signatory.operatorLanguage;
  const say = sayingIn(language);
  const waits = isAwaited(undelivered);
  return operatorMail(
    {
      about: `${row.tenantId} ${row.companyName}`,
      tone: waits ? 'stop' : 'action',
      title: say('お客様へのメールが届きませんでした', 'a mail did not reach the customer'),
      sections: [
        {
          sentences: [
            undeliveredLine(undelivered, language),
            waits
              ? say(
                  'このテナントは、このメールへのご回答待ちです。このままではお客様に伝わりません。',
                  'This tenant waits for the answer to that mail, which will not come by itself.',
                )
              : say('ほかの処理には影響ありません。', 'Nothing else depends on it.'),
          ],
        },
        { heading: say('次にすること', 'What to do'), items: remediesOf(undelivered, language) },
        ...(url ? [{ button: { label: say('作業ページを開く', 'Open its page'), url } }] : []),
      ],
      leads: { tenantId: row.tenantId, runbook: 'bounce-rate' },
    },
    signatory,
  );
}

function remediesOf(undelivered: Undelivered, language: 'ja' | 'en'): string[] {
  const say = sayingIn(language);
  const { kind, to, fate } = undelivered;
  const isConsent = kind === 'consent' || kind === 'consentCode' || kind === 'reminder';
  return [
    say(
      `お電話などで ${to} のお客様に連絡し、正しいメールアドレスをご確認ください。`,
      `Reach ${to} otherwise, by telephone for example, and ask for the right address.`,
    ),
    ...(isConsent
      ? [
          say(
            '同意のお願いは、作業ページで別の承認者に送り直すことができます。',
            'A request for consent can be sent to another approver on its page.',
          ),
        ]
      : []),
    say(
      `CSVのアドレスが誤っている場合は、修正した行を次回の投入に含めてください（今回の「${mailInWords(undelivered, 'ja')}」は自動では再送されません）。`,
      `If the CSV has it wrong, correct the row for the next upload; ${mailInWords(undelivered, 'en')} is not sent again by itself.`,
    ),
    ...(fate === 'bounced' || fate === 'complained'
      ? [
          say(
            'このアドレスはSESの抑制リストに入りました。正しいアドレスの場合は、対応手順（bounce-rate）に従って解除してください。',
            'The address is on the suppression list of SES now; where it is right after all, take it off as the runbook says under bounce-rate.',
          ),
        ]
      : []),
  ];
}
