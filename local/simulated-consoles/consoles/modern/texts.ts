import type { ConsoleLanguage } from '../../../../lambdas/simulated-vendor/labels.ts';

/** What modern pages say and the guide does not; ours in both languages. */
const ja = {
  loading: '読み込んでいます...',
  signingIn: 'サインインしています...',
  account: 'アカウント',
  showPassword: 'パスワードを表示する',
  rowsPerPage: '表示件数: {rows}',
  rowCount: '{from}-{to} / {all}件',
  next: '次へ',
  previous: '前へ',
  failed: 'エラーが発生しました。',
  menu: 'メニュー',
  lastSynchronised: '最終同期: {time}',
  cookies: 'このサイトでは、利便性の向上のためにCookieを使用しています。',
  cookiesAccept: 'すべて同意する',
  cookiesReject: '必須のCookieのみ',
  tour: '新しいコンソールへようこそ',
  tourText: '画面の使い方をご案内します。(1/4)',
  tourNext: '次へ',
  tourSkip: 'スキップ',
  staySignedIn: 'サインインの状態を維持しますか?',
  staySignedInText: 'はいを選択すると、次回からサインインの回数を減らすことができます。',
  yes: 'はい',
  no: 'いいえ',
  bar: 'メンテナンスのお知らせ: 次の日曜日の午前2時から4時まで、一部の機能をご利用いただけません。',
  onceMore: '最終確認',
  onceMoreText: 'この操作は取り消すことができません。本当に開始しますか?',
  start: '開始する',
};

export type ModernTexts = Record<keyof typeof ja, string>;

const en: ModernTexts = {
  loading: 'Loading...',
  signingIn: 'Signing you in...',
  account: 'Account',
  showPassword: 'Show password',
  rowsPerPage: 'Rows per page: {rows}',
  rowCount: '{from}-{to} of {all}',
  next: 'Next',
  previous: 'Previous',
  failed: 'An error has occurred.',
  menu: 'Menu',
  lastSynchronised: 'last synchronized: {time}',
  cookies: 'This site uses cookies to give you a better experience.',
  cookiesAccept: 'Accept all',
  cookiesReject: 'Necessary cookies only',
  tour: 'Welcome to the new console',
  tourText: 'Let us show you around. (1/4)',
  tourNext: 'Next',
  tourSkip: 'Skip',
  staySignedIn: 'Stay signed in?',
  staySignedInText: 'Choose Yes to be asked to sign in less often.',
  yes: 'Yes',
  no: 'No',
  bar: 'Maintenance: some features are unavailable next Sunday from 2 to 4 a.m.',
  onceMore: 'Final confirmation',
  onceMoreText: 'This cannot be undone. Do you really want to start?',
  start: 'Start',
};

export const MODERN_TEXTS: Readonly<Record<ConsoleLanguage, ModernTexts>> = { ja, en };
