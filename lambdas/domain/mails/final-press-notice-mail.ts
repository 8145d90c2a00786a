import { sayingIn, type Language } from '../language.ts';
import type { IntakeRow } from '../intake/intake-row.ts';
import type { PressNotice } from '../press-notices.ts';
import { formatInstant } from '../texts/instants.ts';
import { customerMail } from './customer-letter.ts';
import type { RenderedMail, Section } from './letter.ts';
import type { Signatory } from './signature.ts';

export interface FinalPressNotice {
  row: IntakeRow;
  to: string;
  /** When the update is planned to be started (guide 3-14), UTC ISO. */
  plannedAt: string;
  notice: PressNotice;
}

const AHEAD: Record<PressNotice, { ja: string; en: string }> = {
  '3days': { ja: '3日前', en: 'in 3 days' },
  '1day': { ja: '前日', en: 'in 1 day' },
  '1hour': { ja: '1時間前', en: 'in 1 hour' },
};

/** To each stakeholder, ahead of the press that cannot be undone: when it is, what will be felt of it, whom to call. */
export function finalPressNoticeMail(
  { row, to, plannedAt, notice }: FinalPressNotice,
  signatory: Signatory,
): RenderedMail {
  const { language } = row;
  const say = sayingIn(language);
  const ahead = say(AHEAD[notice].ja, AHEAD[notice].en);
  return customerMail(
    {
      to,
      about: row,
      tone: 'news',
      // One subject for all three, so that they stay in one thread.
      title: say('アップデート実施のお知らせ', 'when the update will be carried out'),
      sections: [
        {
          sentences: [
            ...say(
              [
                `Trend Vision One Endpoint Securityへのアップデートを、下記の日時に開始いたします（${ahead}のお知らせ）。`,
                'Trend Vision Oneの新名称はTrendAI Vision Oneです。',
              ],
              [`We will start the update to Trend Vision One Endpoint Security at the time below (${ahead}).`],
            ),
          ],
        },
        { heading: say('実施予定', 'When'), pairs: timesOf(row, plannedAt, signatory.zone) },
        {
          heading: say('作業中の影響', 'What you will notice'),
          items: say(
            [
              'アップデートの開始後、管理コンソールは一時的に利用できなくなり、サインイン中の方は自動的にサインアウトされます。編集中の設定は、開始前に保存してください。',
              'エージェントのアップデートは発生せず、端末の保護は継続します。ユーザ側の画面やポップアップに変更はありません（メーカーのアップデートガイドより）。',
              '開始後は、停止することも以前の状態に戻すこともできません。',
            ],
            [
              'Once it begins, the console is not available for a while and everybody who is signed in is signed out. Please save settings you are editing before.',
              "Agents are not updated and devices stay protected; what users see, pop-ups included, stays the same (from the vendor's update guide).",
              'It cannot be stopped or undone once it has begun.',
            ],
          ),
        },
        {
          heading: say('完了後のご連絡', 'What you will receive'),
          items: [
            say(
              '完了後、結果・変更点・サインイン方法を記載した完了のお知らせをお送りします。',
              'A mail with the result, what has changed, and how to sign in.',
            ),
            ...usersItem(row),
          ],
        },
        {
          heading: say('日時の変更・中止のご希望', 'To change or cancel'),
          sentences: [
            say(
              `開始までに、お電話（${signatory.operatorTelephone}）でご連絡ください。`,
              `Please call ${signatory.operatorTelephone} before it begins.`,
            ),
          ],
        },
      ],
    },
    signatory,
  );
}

function usersItem({ userAccounts, language }: IntakeRow): string[] {
  if (userAccounts.kind !== 'listed' || userAccounts.accounts.length === 0) return [];
  const count = String(userAccounts.accounts.length);
  return [
    language === 'ja'
      ? `Apex Centralのユーザ様（${count}名）には、アカウントのアップグレード手順を個別にメールでお送りします。`
      : `Each of your ${count} Apex Central users: a mail that explains how to upgrade the account.`,
  ];
}

/** In the zone of the tenant's window where it has one, and in ours where that is another. */
function timesOf({ window, language }: IntakeRow, plannedAt: string, ourZone: string): NonNullable<Section['pairs']> {
  const say = sayingIn(language);
  const zone = window?.zone ?? ourZone;
  return [
    [say('開始予定', 'Begins'), formatInstant(plannedAt, zone, language)],
    ...(zone === ourZone
      ? []
      : [[say('（弊社の時刻）', '(in our time)'), formatInstant(plannedAt, ourZone, language)] as const]),
    [say('所要時間', 'Takes'), durationText(language)],
    ...(window
      ? [[say('作業時間帯', 'Window'), `${window.from}${say('～', '-')}${window.to} (${window.zone})`] as const]
      : []),
  ];
}

function durationText(language: Language): string {
  return language === 'ja'
    ? 'メーカーの検証実績で20～30分程度。メーカー側の準備が整わない場合は、30分以上の間隔をおいて再度開始します。'
    : "20-30 minutes in the vendor's own tests. Where the vendor is not ready, we try again after half an hour or more.";
}
