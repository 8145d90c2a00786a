import { sayingIn, type Said } from '../language.ts';
import { formatInstant } from '../texts/instants.ts';
import type { RenderedMail } from './letter.ts';
import { operatorMail } from './operator-letter.ts';
import type { Signatory } from './signature.ts';

export interface BrakePulled {
  /** Who, or what, pulled it. */
  by: string;
  at: string;
  reason: Said;
  /** Tenants that stand before their final press now. */
  held: number;
  /** Tenants whose update runs: it cannot be stopped. */
  updating: number;
  /** The desk's page on which it is let go again. */
  url?: string;
}

/** To the operator, once for each pull: no further final press is made until somebody lets go. */
export function brakePulledMail(
  { by, at, reason, held, updating, url }: BrakePulled,
  signatory: Signatory,
): RenderedMail {
  const language = signatory.operatorLanguage;
  const say = sayingIn(language);
  return operatorMail(
    {
      about: say('全バッチ', 'all batches'),
      tone: 'stop',
      title: say('新しいアップデートの開始を停止しました', 'no further update is started'),
      sections: [
        {
          sentences: say(
            [
              '停止が指示されたため、[接続して転送]（手順 3-14）を新たに実行しません。実行中のアップデートは停止できないため、完了まで確認を続けます。',
            ],
            [
              'The brake was pulled: the final press (guide 3-14) is not made for any further tenant. Updates that run cannot be stopped, and are watched to their end.',
            ],
          ),
          pairs: [
            [say('日時', 'When'), formatInstant(at, signatory.zone, language)],
            [say('指示した人', 'By'), by],
            [say('理由', 'Reason'), say(reason.ja, reason.en)],
            [say('待機中のテナント', 'Tenants held'), String(held)],
            [say('アップデート中のテナント', 'Updates running'), String(updating)],
          ],
        },
        {
          heading: say('対応方法', 'What to do'),
          items: say(
            [
              '理由を解消してから、停止を解除してください。待機中のテナントは、それぞれの作業時間帯の中で再開します。',
              '開始予定をお客様へお知らせ済みのテナントには、必要に応じて延期をご連絡ください。',
            ],
            [
              'Remove the reason, then let go: each tenant goes on within its own window.',
              'Tell customers who were given a time, where it will not be kept.',
            ],
          ),
          ...(url && { button: { label: say('停止の状況を開く', 'Open the brake'), url } }),
        },
      ],
    },
    signatory,
  );
}
