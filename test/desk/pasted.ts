/** What people paste from the consoles, as browsers copy it. */
export const CONNECTED_ROW =
  'Trend Micro Apex One as a Service\nアップデート\t• 接続済み\t0a1b2c3d\tTrend Micro Apex One SaaS\tJapan';
export const UPDATING_ROW = 'Trend Micro Apex One as a Service\tアップデート\t\tTrend Micro Apex One SaaS\tJapan';
export const UPDATED_ROW = '+ Standard Endpoint Protection Manager\t接続済み\tx1\tStandard Endpoint Protection\tJapan';
export const WAITING_ROW =
  'Trend Micro Apex One as a Service\t登録されていません\tx1\tTrend Micro Apex One SaaS\tJapan';
export const NOT_READY =
  '一時的な問題が発生しました。サポートエンジニアがこの問題の解決に取り組んでいます。\nしばらくしてからもう一度お試しください。';
export const LICENCE = 'Apex One SaaS\t1,200\t製品版\t2027/06/30\tコンソールを開く';
export const ACCOUNTS = {
  accounts: '\ttest\ttest\tカスタム\tRead-only_User',
  managedAgents: '1,234',
  unmanagedEndpoints: '０',
  agentsFqdn: ' https://Example.manage.trendmicro.com/ ',
  policies: 'ポリシー: 12',
};
