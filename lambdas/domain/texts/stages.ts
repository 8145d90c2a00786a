import type { Stage } from '../stage.ts';

/** What a person is told of each stage: a fact that is true of the tenant by now. */
export const STAGE_NAMES: Readonly<Record<Stage, { ja: string; en: string }>> = {
  accepted: { ja: '受付済み', en: 'accepted' },
  licenceConfirmed: { ja: 'ライセンス確認済み', en: 'licence confirmed' },
  accountsConfirmed: { ja: 'アカウント確認済み', en: 'accounts confirmed' },
  consented: { ja: '同意確認済み', en: 'consented' },
  primaryAccountClaimed: { ja: 'プライマリアカウント設定済み', en: 'primary account claimed' },
  consoleRequested: { ja: 'コンソール構築中', en: 'console requested' },
  consoleProvisioned: { ja: 'コンソール構築済み', en: 'console provisioned' },
  tokenIssued: { ja: '登録トークン発行済み', en: 'registration token issued' },
  apexCentralRegistered: { ja: '登録トークン登録済み', en: 'registration token registered' },
  connected: { ja: '接続済み', en: 'connected' },
  updateStarted: { ja: 'アップデート実行中', en: 'update running' },
  updated: { ja: 'アップデート済み', en: 'updated' },
  verified: { ja: '移行後の確認済み', en: 'verified' },
  told: { ja: '完了通知済み', en: 'stakeholders told' },
  handedOver: { ja: '引き継ぎ済み', en: 'handed over' },
};
