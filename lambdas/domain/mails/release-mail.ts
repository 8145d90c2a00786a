import type { Batch } from '../batch.ts';
import { sayingIn } from '../language.ts';
import { formatInstant } from '../texts/instants.ts';
import type { RenderedMail } from './letter.ts';
import { operatorMail } from './operator-letter.ts';
import type { Signatory } from './signature.ts';

export interface ReleaseRequest {
  batch: Pick<Batch, 'batchId' | 'object' | 'rows' | 'accepted' | 'rejected' | 'problems'>;
  /** The desk's page with the whole plan. */
  url: string;
  expiresAt: string;
  /** How many addresses outside will be written to, and how many of them are at a domain that is a surprise. */
  recipients?: { all: number; surprising: number };
  /** `second`: one person has released it, and the setting asks for two. */
  person?: 'first' | 'second';
  reminder?: boolean;
}

/** To the operator: a batch waits for somebody to confirm its plan. No customer has heard of it yet. */
export function releaseNeededMail(request: ReleaseRequest, signatory: Signatory): RenderedMail {
  const { batch, url, expiresAt, recipients, person = 'first', reminder = false } = request;
  const language = signatory.operatorLanguage;
  const say = sayingIn(language);
  const notices = batch.problems.filter(({ severity }) => severity === 'notice').length;
  return operatorMail(
    {
      about: batch.batchId,
      tone: 'action',
      title: say('開始の承認のお願い', 'release needed'),
      sections: [
        {
          sentences: say(
            [
              ...(reminder ? ['このバッチは、まだ承認されていません。'] : []),
              ...(person === 'second' ? ['1人目の承認が完了しました。2人目の方の承認が必要です。'] : []),
              '内容を確認し、開始を承認してください。承認されるまで、お客様への連絡もコンソールでの操作も行われません。',
            ],
            [
              ...(reminder ? ['This batch has not been released yet.'] : []),
              ...(person === 'second' ? ['One person has released it; a second one is needed.'] : []),
              'Look at the plan and release it. Until then no customer is written to, and nothing is done on a console.',
            ],
          ),
          pairs: [
            [say('ファイル', 'File'), batch.object.key],
            [say('対象テナント', 'Tenants'), String(batch.accepted)],
            [say('不備のある行', 'Rejected rows'), String(batch.rejected)],
            [say('注意事項', 'Notices'), String(notices)],
            ...(recipients
              ? [
                  [
                    say('お客様側の宛先', 'Addresses outside'),
                    say(
                      `${String(recipients.all)}件（うち想定外のドメイン ${String(recipients.surprising)}件）`,
                      `${String(recipients.all)}, of which ${String(recipients.surprising)} at an unexpected domain`,
                    ),
                  ] as const,
                ]
              : []),
            [say('承認期限', 'Release by'), formatInstant(expiresAt, signatory.zone, language)],
          ],
          button: { label: say('内容を確認する', 'Look at the plan'), url },
        },
      ],
      leads: { batchId: batch.batchId, execution: { of: 'batch', name: batch.batchId } },
    },
    signatory,
  );
}
