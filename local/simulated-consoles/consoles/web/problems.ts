/** What a console says when it shows no page of its own; the guide shows none of these. */
export const PROBLEMS = {
  ja: {
    notFound: 'ページが見つかりません。',
    foreignForm: 'フォームの有効期限が切れました。ページを開き直してください。',
    notThere: 'この操作は現在実行できません。',
    serverError: '500 Internal Server Error',
    sessionGone: 'セッションの有効期限が切れました。もう一度サインインしてください。',
    updateStarted: 'システムのアップデートが開始されたため、サインアウトされました。',
  },
  en: {
    notFound: 'The page cannot be found.',
    foreignForm: 'The form has expired. Open the page again.',
    notThere: 'This cannot be done at present.',
    serverError: '500 Internal Server Error',
    sessionGone: 'Your session has expired. Sign in again.',
    updateStarted: 'You have been signed out because the system update has started.',
  },
} as const;
