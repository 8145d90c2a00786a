/** Language of a tenant's consoles. */
export type ConsoleLanguage = 'ja' | 'en';

/**
 * What the consoles show in words. The Japanese texts are the guide's; the guide has no English ones outside of STEP 2,
 * so those follow the vendor's documentation of sister products.
 */
export interface Labels {
  /** Guide 1-1: ライセンス種別 of a paid licence. */
  fullLicence: string;
  /** Guide 1-2: 種類 of an account that was made in the console. */
  customAccount: string;
  /** Guide 3-7, 3-10: サービスのステータス. */
  notRegistered: string;
  registered: string;
  /** Guide 3-10: the message after [登録]. */
  nowRegistered: string;
  /** Guide 3-11, 3-17: ステータス before and after the update. */
  connected: string;
  /** Guide 3-16: ステータス while the update runs, and the button of guide 3-12. */
  update: string;
  /** Guide 3-13: the button, and what `RENAMED_BUTTON` calls it. */
  agreeToUpdate: string;
  renamedAgreeToUpdate: string;
  /** Guide 3-15. */
  temporaryProblem: string;
}

export const LABELS: Readonly<Record<ConsoleLanguage, Labels>> = {
  ja: {
    fullLicence: '製品版',
    customAccount: 'カスタム',
    notRegistered: '登録されていません',
    registered: '登録済み',
    nowRegistered: 'Trend Vision Oneに正常に登録されました。',
    connected: '接続済み',
    update: 'アップデート',
    agreeToUpdate: 'アップデートに同意する',
    renamedAgreeToUpdate: '今すぐ移行する',
    temporaryProblem:
      '一時的な問題が発生しました。サポートエンジニアがこの問題の解決に取り組んでいます。しばらくしてからもう一度お試しください。',
  },
  en: {
    fullLicence: 'Full',
    customAccount: 'Custom',
    notRegistered: 'Not registered',
    registered: 'Registered',
    nowRegistered: 'Successfully registered with Trend Vision One.',
    connected: 'Connected',
    update: 'Update',
    agreeToUpdate: 'I Agree to Update',
    renamedAgreeToUpdate: 'Migrate Now',
    temporaryProblem:
      'A temporary problem occurred. Our support engineers are working to resolve the issue. Please try again later.',
  },
};

/** Names that are the same in both languages (guide 1-1, 3-2, 3-11, 3-17). */
export const PRODUCT_NAMES = {
  licence: 'Apex One SaaS',
  beforeUpdate: { displayName: 'Trend Micro Apex One as a Service', instanceType: 'Trend Micro Apex One SaaS' },
  /** What the newer generation of the console calls the type before the update. */
  newerInstanceType: 'Trend Micro Apex One as a Service',
  afterUpdate: { displayName: 'Standard Endpoint Protection Manager', instanceType: 'Standard Endpoint Protection' },
} as const;
