import type { IntakeRow } from '../intake/intake-row.ts';
import { sayingIn } from '../language.ts';
import { formatInstant } from '../texts/instants.ts';
import type { RenderedMail } from './letter.ts';
import { operatorMail } from './operator-letter.ts';
import type { Signatory } from './signature.ts';

export interface HandOverOpen {
  row: IntakeRow;
  batchId: string;
  /** When the customer was asked first, UTC ISO. */
  askedAt: string;
  users: { all: number; upgraded: number };
}

/** To the operator: nobody waits for the customer any more, who has not taken the primary account over. */
export function handOverOpenMail({ row, batchId, askedAt, users }: HandOverOpen, signatory: Signatory): RenderedMail {
  const language = signatory.operatorLanguage;
  const say = sayingIn(language);
  return operatorMail(
    {
      about: `${row.tenantId} ${row.companyName}`,
      tone: 'action',
      title: say('移行済み・引き継ぎ未完了のまま期限を迎えました', 'migrated, and not handed over in time'),
      sections: [
        {
          sentences: say(
            [
              'お客様による引き継ぎが期限までに完了しませんでした。移行は完了しており、アカウントはそのままご利用いただけます。',
              'お客様がサインインできなくなることを防ぐため、プライマリユーザアカウントのパスワードは引き続き保管しています。',
            ],
            [
              'The customer did not take the primary account over in time. The tenant is migrated, and the account works.',
              'Its password stays in the vault: without it the customer could be locked out.',
            ],
          ),
          pairs: [
            [say('最初のご案内', 'First asked'), formatInstant(askedAt, signatory.zone, language)],
            [say('プライマリユーザアカウント', 'Primary user account'), row.primaryEmail],
            [
              say('ユーザアカウント', 'User accounts'),
              say(
                `${String(users.all)}名中${String(users.upgraded)}名がアップグレード済み`,
                `${String(users.upgraded)} of ${String(users.all)} upgraded`,
              ),
            ],
            [say('ご案内先', 'Asked'), row.notifyEmails.join(', ')],
            [say('バッチ', 'Batch'), batchId],
          ],
        },
        {
          heading: say('対応方法', 'What to do'),
          items: say(
            [
              'お客様へお電話等でご確認ください。',
              `あらためてご案内する場合は、コマンド visionlift hand-over ${row.tenantId} を実行してください（60日間、再度お待ちします）。`,
            ],
            [
              'Talk to the customer.',
              `The command visionlift hand-over ${row.tenantId} asks them anew, and waits for another 60 days.`,
            ],
          ),
        },
      ],
      leads: { tenantId: row.tenantId, batchId, runbook: 'hand-over-failed' },
    },
    signatory,
  );
}
