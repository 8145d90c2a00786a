import type { GuideStep } from '../guide.ts';

/** What is done from each step of the guide on, in the guide's words; the key is the first step of a state. */
const NAMES: ReadonlyMap<GuideStep, { ja: string; en: string }> = new Map([
  ['1-1', { ja: 'ライセンスの確認', en: 'checking the licence' }],
  ['1-2', { ja: 'ユーザアカウントの確認', en: 'checking the user accounts' }],
  ['2-1', { ja: 'プライマリユーザアカウントの設定', en: 'claiming the primary user account' }],
  ['2-5', { ja: '検証コードの受信', en: 'receiving the verification code' }],
  ['2-6', { ja: '検証コードの入力', en: 'entering the verification code' }],
  ['2-8', { ja: 'パスワードの設定', en: 'setting the password' }],
  ['2-10', { ja: 'サインインとコンソールの構築', en: 'signing in and provisioning the console' }],
  ['2-12', { ja: 'コンソール構築の完了確認', en: 'waiting for the console' }],
  ['3-1', { ja: '既存製品の追加', en: 'adding the existing product' }],
  ['3-6', { ja: '登録トークンの入力', en: 'entering the registration token' }],
  ['3-9', { ja: '登録トークンの登録', en: 'registering the token' }],
  ['3-10', { ja: '接続の確認', en: 'checking the connection' }],
  ['3-12', { ja: 'アップデートの開始', en: 'starting the update' }],
  ['3-15', { ja: 'アップデートの開始（メーカー側の準備中）', en: 'starting the update (the vendor is not ready)' }],
  ['3-16', { ja: 'アップデートの完了確認', en: 'waiting for the update' }],
  ['3-18', { ja: '移行後のコンソールの確認', en: 'verifying the console' }],
  ['3-19', { ja: 'ユーザアカウントのアップグレード', en: 'upgrading the user accounts' }],
]);

/** `ガイド 1-1 ライセンスの確認`, `guide 1-1, checking the licence`. */
export function describeGuideStep(step: GuideStep | null, language: 'ja' | 'en'): string {
  if (!step) return language === 'ja' ? 'ガイドの手順外' : 'outside the guide';
  const name = NAMES.get(step)?.[language];
  if (language === 'ja') return `ガイド ${step}${name ? ` ${name}` : ''}`;
  return `guide ${step}${name ? `, ${name}` : ''}`;
}
