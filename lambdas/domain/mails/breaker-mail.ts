import { sayingIn } from '../language.ts';
import type { Switch } from '../switch.ts';
import { formatInstant } from '../texts/instants.ts';
import { turnedBy } from '../texts/switches.ts';
import type { RenderedMail } from './letter.ts';
import { operatorMail } from './operator-letter.ts';
import type { Signatory } from './signature.ts';

export interface BreakerTripped {
  /** Who, or what, set it, when and why. */
  set: Switch;
  /** Where one batch is held, and not everything. */
  batchId?: string | undefined;
  /** It has been so for hours, or days. */
  reminder?: boolean;
}

/** To the operator, once for each trip, and daily while it lasts: no final press is made until somebody resumes. */
export function breakerTrippedMail(
  { set, batchId, reminder = false }: BreakerTripped,
  signatory: Signatory,
): RenderedMail {
  const language = signatory.operatorLanguage;
  const say = sayingIn(language);
  const { by, why } = turnedBy(set, language);
  const held = batchId ?? '--everything';
  return operatorMail(
    {
      about: batchId ?? say('全バッチ', 'all batches'),
      tone: 'stop',
      title: reminder
        ? say('新しいアップデートの開始を一時停止したままです', 'still no further update is started')
        : say('新しいアップデートの開始を一時停止しました', 'no further update is started'),
      sections: [
        {
          sentences: say(
            [
              '取り消しのできない操作（[パスワードをリセット]、[コンソールをプロビジョニング]、[接続して転送]）を新たに実行しません。テナントは操作の直前で待機します。実行中のアップデートは停止できないため、完了まで確認を続けます。',
            ],
            [
              'Nothing that cannot be undone is pressed for any further tenant; each waits right before it. Updates that run cannot be stopped, and are watched to their end.',
            ],
          ),
          pairs: [
            [say('日時', 'When'), formatInstant(set.at, signatory.zone, language)],
            [say('一時停止した人', 'By'), by],
            [say('理由', 'Reason'), why],
          ],
        },
        {
          heading: say('対応方法', 'What to do'),
          items: say(
            [
              `理由を解消してから、再開してください（デスクの一時停止の状況、または visionlift resume ${held}）。待機中のテナントは、それぞれの作業時間帯の中で再開します。`,
              '待機は最長 7日間です。それを過ぎたテナントは、何も操作しないまま「要対応」となります。',
              '開始予定をお客様へお知らせ済みのテナントには、必要に応じて延期をご連絡ください。',
            ],
            [
              `Remove the reason, then resume (on the desk, or with visionlift resume ${held}): each tenant goes on within its own window.`,
              'A tenant waits for 7 days; after that it needs attention, with nothing pressed.',
              'Tell customers who were given a time, where it will not be kept.',
            ],
          ),
        },
      ],
      leads: { ...(batchId !== undefined && { batchId }), switches: true, runbook: 'circuit-breaker' },
    },
    signatory,
  );
}
