import { VISION_ONE } from '../brand.ts';
import type { GuideStep } from '../guide.ts';
import type { IntakeRow } from '../intake/intake-row.ts';
import { sayingIn, type LocalizedText } from '../language.ts';
import { describeGuideStep } from '../texts/guide-steps.ts';
import { formatDuration, formatInstant } from '../texts/instants.ts';
import { customerMail } from './customer-letter.ts';
import type { RenderedMail } from './letter.ts';
import { operatorMail } from './operator-letter.ts';
import type { Signatory } from './signature.ts';

export interface DeskTaskNotice {
  row: IntakeRow;
  batchId: string;
  guideStep: GuideStep | null;
  /** What a person has to do, in one sentence. */
  what: LocalizedText;
  /** Why a machine cannot, where one tried. */
  why?: LocalizedText;
  /** The operator who has taken it over. */
  assignee?: string | undefined;
  /** The desk's page of the task. */
  url: string;
  /** When the step gives up, UTC ISO. */
  dueAt: string;
  /** Milliseconds the task has waited already: makes this a reminder. */
  waitedFor?: number;
}

/** To the operator: a step waits for a person at the desk. */
export function deskTaskMail(task: DeskTaskNotice, signatory: Signatory): RenderedMail {
  const { row, batchId, guideStep, what, why, assignee, url, dueAt, waitedFor } = task;
  const language = signatory.operatorLanguage;
  const say = sayingIn(language);
  return operatorMail(
    {
      about: `${row.tenantId} ${row.companyName}`,
      tone: 'action',
      title: say('作業のお願い', 'a step is waiting for you'),
      reminder: waitedFor !== undefined,
      sections: [
        ...(waitedFor === undefined
          ? []
          : [
              {
                sentences: [
                  say(
                    `この作業は、ご依頼から${formatDuration(waitedFor, language)}が経過しましたが、未対応です。`,
                    `This step has been waiting for ${formatDuration(waitedFor, language)}.`,
                  ),
                ],
              },
            ]),
        {
          sentences: [say(what.ja, what.en)],
          pairs: [
            [
              say('テナント', 'Tenant'),
              say(`${row.tenantId}（${row.companyName}）`, `${row.tenantId} (${row.companyName})`),
            ],
            [say('手順', 'Step'), describeGuideStep(guideStep, language)],
            ...(why ? [[say('自動で行えない理由', 'Why a person'), say(why.ja, why.en)] as const] : []),
            ...(assignee === undefined ? [] : [[say('担当者', 'Taken over by'), assignee] as const]),
            [say('期限', 'Due'), formatInstant(dueAt, signatory.zone, language)],
            [say('バッチ', 'Batch'), batchId],
          ],
          button: { label: say('作業ページを開く', 'Open the step'), url },
        },
        {
          sentences: [
            say(
              '画面の記録、値、操作するボタンの名称は、作業ページに記載されています。',
              'The page has the picture of the console, the values to copy and the exact names of the buttons.',
            ),
          ],
        },
      ],
      leads: { tenantId: row.tenantId, batchId },
    },
    signatory,
  );
}

export interface MailboxTask {
  row: IntakeRow;
  /** The person who reads the mailbox of the new primary address. */
  to: string;
  /** `ready`: press when you sit at the mailbox. `code`: the vendor has sent it, type it in. */
  stage: 'ready' | 'code';
  url: string;
  dueAt: string;
  waitedFor?: number;
}

/** To the person who owns the mailbox of the primary address (guide 2-5): be there for the code, or type it in. */
export function mailboxTaskMail(
  { row, to, stage, url, dueAt, waitedFor }: MailboxTask,
  signatory: Signatory,
): RenderedMail {
  const { language, primaryEmail } = row;
  const say = sayingIn(language);
  return customerMail(
    {
      to,
      about: row,
      tone: 'action',
      title: say('検証コード入力のお願い', 'a verification code will need you'),
      reader: say('メールボックスのご担当者様', 'owner of the mailbox'),
      sections: [
        {
          sentences: [
            ...(waitedFor === undefined
              ? []
              : [
                  say(
                    `${formatDuration(waitedFor, language)}前にお送りしたお願いの再送です。`,
                    `This repeats what we asked ${formatDuration(waitedFor, language)} ago.`,
                  ),
                ]),
            ...(stage === 'ready'
              ? say(
                  [
                    `${VISION_ONE.ja}のプライマリユーザアカウントとして ${primaryEmail} を登録します。登録時に、トレンドマイクロ社からこのアドレスに検証コードが届きます。`,
                    'コードの有効時間が短いため、このメールボックスをすぐに確認できるときに、次のページの「準備ができました」を押してください。',
                  ],
                  [
                    `${primaryEmail} is about to become the primary user account of Trend Vision One. Trend Micro will then mail a verification code to this address.`,
                    'The code is valid for a short time only: please press "I am ready" on this page when you can read the mailbox at once.',
                  ],
                )
              : say(
                  [
                    `トレンドマイクロ社から ${primaryEmail} に検証コードが送信されました。次のページに、届いたコードを入力してください。`,
                    '届かない場合は、迷惑メールフォルダもご確認ください。',
                  ],
                  [
                    `Trend Micro has mailed a verification code to ${primaryEmail}. Please type it into this page.`,
                    'If it is not there, please look into the spam folder, too.',
                  ],
                )),
          ],
          button: { label: say('ページを開く', 'Open the page'), url },
          pairs: [[say('期限', 'Please do so by'), formatInstant(dueAt, signatory.zone, language)]],
        },
        {
          sentences: [
            say(
              '検証コードを電話やメールでお尋ねすることはありません。コードは上記のページにのみ入力してください。',
              'Nobody will ask you for the code by telephone or mail. Type it into this page only.',
            ),
          ],
        },
      ],
    },
    signatory,
  );
}
