import { html, type Html, type Part } from '../../../domain/html.ts';
import { sayingIn, type Language, type LocalizedText } from '../../../domain/language.ts';

/** Pages that say one thing: why there is nothing to do here, and what to do instead. */
export type PlainPage =
  | 'wrongLink'
  | 'expiredLink'
  | 'usedLink'
  | 'foreignLink'
  | 'notFound'
  | 'wrongMethod'
  | 'foreignForm'
  | 'tooLong'
  | 'tooMany'
  | 'fault'
  | 'overtaken'
  | 'over'
  | 'done'
  | 'doneEarlier'
  | 'noPicture'
  | 'noReport'
  | 'notSignedIn'
  | 'signInFailed'
  | 'signedOut';

interface Saying {
  status: number;
  tone: 'good' | 'warn' | 'bad';
  title: LocalizedText;
  says: LocalizedText;
}

const CALL_US: LocalizedText = {
  ja: 'ご不明な点は、メールに記載の連絡先までお問い合わせください。',
  en: 'If anything is unclear, please use the contact in our mail.',
};

export const PLAIN_PAGES: Readonly<Record<PlainPage, Saying>> = {
  wrongLink: {
    status: 404,
    tone: 'bad',
    title: { ja: 'リンクが正しくありません', en: 'This link is not right' },
    says: {
      ja: `リンクが途中で切れている可能性があります。メールのリンク全体をコピーして、もう一度お試しください。${CALL_US.ja}`,
      en: `It may have been cut off. Copy the whole link from the mail and try again. ${CALL_US.en}`,
    },
  },
  expiredLink: {
    status: 410,
    tone: 'warn',
    title: { ja: 'リンクの有効期限が切れています', en: 'This link has expired' },
    says: {
      ja: `新しいリンクが必要な場合は、メールに記載の連絡先までご連絡ください。`,
      en: 'If you still need it, please ask for a new one by the contact in our mail.',
    },
  },
  usedLink: {
    status: 410,
    tone: 'good',
    title: { ja: 'このご依頼の受付は終了いたしました', en: 'This request is closed' },
    says: {
      ja: `すでにご回答いただいているか、ご対応が不要になりました。お手続きは以上です。`,
      en: 'It was answered, or is no longer needed. There is nothing left for you to do.',
    },
  },
  foreignLink: {
    status: 403,
    tone: 'bad',
    title: { ja: 'このリンクでは開けません', en: 'This link does not open this request' },
    says: {
      ja: `このご依頼は、ほかの方に変更されたか、このリンクの対象ではありません。ご対応は不要です。${CALL_US.ja}`,
      en: `The request was given to somebody else, or is not what this link was made for. There is nothing for you to do. ${CALL_US.en}`,
    },
  },
  notFound: {
    status: 404,
    tone: 'warn',
    title: { ja: 'ページが見つかりません', en: 'There is no such page' },
    says: {
      ja: 'アドレスをご確認ください。作業は作業一覧から開けます。',
      en: 'Check the address. Operators find open tasks in the list of tasks.',
    },
  },
  wrongMethod: {
    status: 405,
    tone: 'warn',
    title: { ja: 'この操作はできません', en: 'That cannot be done here' },
    says: { ja: 'ページを開き直してください。', en: 'Open the page again.' },
  },
  foreignForm: {
    status: 403,
    tone: 'bad',
    title: { ja: 'このフォームは受け付けられません', en: 'This form is not accepted' },
    says: {
      ja: 'フォームがこのサインインのものではないか、ほかのサイトから送信されました。何も実行されていません。ページを開き直してから、もう一度送信してください。',
      en: 'It is not of this sign-in, or was sent from another site. Nothing was done. Open the page again, then send it once more.',
    },
  },
  tooLong: {
    status: 413,
    tone: 'warn',
    title: { ja: '入力が長すぎます', en: 'That is too much text' },
    says: {
      ja: '何も実行されていません。前のページに戻り、必要な部分だけを入力してください。',
      en: 'Nothing was done. Go back and enter only what is asked for.',
    },
  },
  tooMany: {
    status: 429,
    tone: 'warn',
    title: { ja: '送信回数が多すぎます', en: 'Too many answers in a minute' },
    says: {
      ja: '何も実行されていません。1分ほどお待ちいただき、もう一度送信してください。',
      en: 'Nothing was done. Wait a minute, then send it again.',
    },
  },
  fault: {
    status: 500,
    tone: 'bad',
    title: { ja: '処理できませんでした', en: 'That did not work' },
    says: {
      ja: 'システムの問題により処理できませんでした。少し時間をおいて、同じ内容をもう一度送信してください。二重に実行されることはありません。',
      en: 'Something failed on our side. Send the same again in a moment: nothing is done twice.',
    },
  },
  overtaken: {
    status: 409,
    tone: 'warn',
    title: { ja: 'この作業は更新されています', en: 'Somebody was faster' },
    says: {
      ja: 'このページを開いている間に、この作業は更新されました。入力内容は使用されていません。最新の内容をご確認ください。',
      en: 'The task has changed since you opened it. What you entered was not used. Look at how it stands now.',
    },
  },
  over: {
    status: 410,
    tone: 'warn',
    title: { ja: 'この作業は終了しています', en: 'This execution has ended' },
    says: {
      ja: '移行の実行が終了または停止したため、この作業は不要になりました。入力内容は使用されていません。',
      en: 'The migration was finished or stopped, and this task is not needed any more. What you entered was not used.',
    },
  },
  done: {
    status: 200,
    tone: 'good',
    title: { ja: '受け付けました', en: 'Thank you, that is done' },
    says: { ja: 'お手続きは以上です。', en: 'There is nothing left for you to do.' },
  },
  doneEarlier: {
    status: 410,
    tone: 'good',
    title: { ja: 'この作業は完了しています', en: 'This task is closed' },
    says: {
      ja: 'すでに回答されたか、不要になりました。次の作業は作業一覧から開けます。',
      en: 'It was answered, or is no longer needed. The next task is in the list of tasks.',
    },
  },
  noPicture: {
    status: 404,
    tone: 'warn',
    title: { ja: '画面の記録はありません', en: 'There is no picture' },
    says: {
      ja: '保存期間が過ぎたか、画面が記録されませんでした。',
      en: 'Its time was over, or none was taken.',
    },
  },
  noReport: {
    status: 404,
    tone: 'warn',
    title: { ja: '作業完了報告書を表示できません', en: 'The completion report is not here' },
    says: {
      ja: `作成には数分かかることがあります。保存期間を過ぎた報告書は表示できません。${CALL_US.ja}`,
      en: `It may take some minutes to be written, and is deleted when its time is over. ${CALL_US.en}`,
    },
  },
  notSignedIn: {
    status: 200,
    tone: 'good',
    title: { ja: '移行作業デスク', en: 'Migration desk' },
    says: {
      ja: '運用担当者の方はサインインしてください。お客様は、メールに記載のリンクからお開きください。',
      en: 'Operators sign in. If you were sent a mail, please use its link.',
    },
  },
  signInFailed: {
    status: 403,
    tone: 'bad',
    title: { ja: 'サインインできませんでした', en: 'The sign-in did not work' },
    says: {
      ja: 'もう一度お試しください。繰り返し失敗する場合は、このアカウントに利用が許可されているかを管理者にご確認ください。',
      en: 'Try again. If it fails again, ask your administrator whether this account may use the desk.',
    },
  },
  signedOut: {
    status: 200,
    tone: 'good',
    title: { ja: 'サインアウトしました', en: 'You are signed out' },
    says: { ja: 'ブラウザを閉じても構いません。', en: 'You may close the browser.' },
  },
};

export function plainPage(
  { title, says, tone }: Pick<Saying, 'tone'> & { title: string; says: string },
  more?: Part,
): Html {
  return html`<div class="box ${tone}">
    <h1>${title}</h1>
    <p>${says}</p>
    ${more}
  </div>`;
}

/** The way of an operator back to the list. */
export function indexLink(language: Language): Html {
  return html`<p><a class="button" href="/">${sayingIn(language)('作業一覧へ', 'To the open tasks')}</a></p>`;
}
