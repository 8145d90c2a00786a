import { sayingIn, type Language, type LocalizedText } from './language.ts';
import { clip, oneLine } from './one-line.ts';

/** What became of a mail that its reader did not get, or did not want. */
export const FATES = ['bounced', 'bouncedForNow', 'complained', 'rejected'] as const;
export type Fate = (typeof FATES)[number];

/** One mail about a tenant that did not reach somebody. Of each address and kind of mail the first is kept. */
export interface Undelivered {
  tenantId: string;
  to: string;
  /** The first word of the mail's key, such as `consent`. */
  kind: string;
  fate: Fate;
  /** What the other mail server said, one line; empty where it said nothing. */
  said: string;
  at: string;
}

/** Mails whose reader something waits for: without an answer it would wait for days, in silence. */
const ASKING: Readonly<Record<string, LocalizedText>> = {
  consent: { ja: '同意のお願い', en: 'the request for consent' },
  consentCode: { ja: '同意の確認コード', en: 'the one-time code of a consent' },
  reminder: { ja: '再度のお願い', en: 'a reminder' },
  mailbox: { ja: '検証コード入力のお願い', en: 'the request to type a verification code' },
  userUpgrade: { ja: 'アカウントのアップグレードのお願い', en: 'how to upgrade an account' },
  handOver: { ja: 'プライマリユーザアカウントの引き継ぎのお願い', en: 'how to take the primary account over' },
  handOverCode: { ja: '引き継ぎの確認コード', en: 'the one-time code of a hand-over' },
};

const TELLING: Readonly<Record<string, LocalizedText>> = {
  migrated: { ja: 'アップデート完了のお知らせ', en: 'the news that the update is finished' },
  notice: { ja: 'アップデート実施のお知らせ', en: 'the notice of the update' },
  handedOver: { ja: '引き継ぎ完了のお知らせ', en: 'the news of the hand-over' },
  receipt: { ja: 'ご回答の控え', en: 'the copy of an answer' },
  consentReaddressed: { ja: '同意のお願い先の変更のお知らせ', en: 'the news that somebody else is asked' },
};

const WORDS: Readonly<Record<Fate, LocalizedText>> = {
  bounced: { ja: '届きませんでした（宛先不明など）', en: 'could not be delivered' },
  bouncedForNow: { ja: '一時的な理由で届きませんでした', en: 'could not be delivered for the time being' },
  complained: { ja: '受信者が迷惑メールとして報告しました', en: 'was reported as spam' },
  rejected: { ja: '送信時に拒否されました', en: 'was rejected before it was sent' },
};

/** Whether somebody has to be told at once: the answer will not come by itself. */
export function isAwaited({ kind }: Pick<Undelivered, 'kind'>): boolean {
  return kind in ASKING;
}

export function mailInWords({ kind }: Pick<Undelivered, 'kind'>, language: Language): string {
  return (ASKING[kind] ?? TELLING[kind] ?? { ja: 'メール', en: 'a mail' })[language];
}

/** `aaa@example.jp: the request for consent could not be delivered (550 5.1.1 user unknown)`. */
export function undeliveredLine(
  undelivered: Pick<Undelivered, 'to' | 'kind' | 'fate' | 'said'>,
  language: Language,
): string {
  const { to, fate, said } = undelivered;
  const say = sayingIn(language);
  const why = said === '' ? '' : say(`［${said}］`, ` (${said})`);
  const what = mailInWords(undelivered, language);
  return say(`${to}：${what}が${WORDS[fate].ja}${why}`, `${to}: ${what} ${WORDS[fate].en}${why}`);
}

/** What a foreign server said goes into mails and reports: short, and one line. */
export function saidByServer(text: string): string {
  return clip(oneLine(text.replace(/\s+/gu, ' ')), 200);
}
