import type { DeskTask } from '../../domain/desk-task.ts';
import { mailedCodeOf, SHOW } from '../../domain/hand-over.ts';
import type { TaskView } from '../task-view.ts';
import type { Language } from '../../domain/language.ts';
import { handOverSteps } from '../../domain/mails/hand-over-mails.ts';
import { CODE_MINUTES } from '../../domain/one-time-code.ts';
import type { Tenant } from '../../domain/tenant.ts';

export interface HandOverAtTheDesk {
  task: DeskTask;
  tenant: Tenant;
  /** The account's mails come to us: a reset mail would not reach the customer. */
  isOurAddress: boolean;
  isOperator: boolean;
  operatorName: string;
  language: Language;
  say: <T>(ja: T, en: T) => T;
}

/** What the customer's contact sees: how to take the account, then the box for the code where a password is shown. */
export function viewHandOver(handOver: HandOverAtTheDesk): TaskView {
  return handOver.task.ask === SHOW && !handOver.isOperator ? codeView(handOver) : takeOverView(handOver);
}

function takeOverView({
  tenant: { row },
  isOurAddress,
  isOperator,
  operatorName,
  language,
  say,
}: HandOverAtTheDesk): TaskView {
  const steps = handOverSteps(isOurAddress ? 'transfer' : 'ownPassword', { ...row, language });
  return {
    title: say('プライマリユーザアカウントの引き継ぎ', 'Take over the primary account'),
    guideStep: null,
    why: isOperator
      ? say('お客様による引き継ぎ待ちです。', 'This waits for the customer.')
      : say(
          `${operatorName}がアップデート作業に使用したアカウントを、お客様へお引き渡しします。このページを開いただけでは何も実行されません。`,
          `${operatorName} used this account for the update and hands it over to you. Opening this page does nothing.`,
        ),
    passages: [
      {
        heading: say('対象', 'What this is about'),
        pairs: [
          [say('お客様', 'Customer'), row.companyName],
          [say('プライマリユーザアカウント', 'Primary user account'), row.primaryEmail],
        ],
      },
    ],
    instructions: steps.map((text) => ({ text })),
    warnings: [
      say(
        '「引き継ぎ完了」を押すと、弊社で保管しているパスワードはすべて破棄され、元に戻せません。',
        'With "taken over" every password we hold is destroyed for good.',
      ),
    ],
    fields: isOperator
      ? []
      : [
          {
            name: 'mine',
            label: say(
              '自社で管理するパスワードでサインインできることを確認しました。',
              'I have signed in with a password that is ours alone.',
            ),
            kind: 'checkbox',
            required: false,
          },
        ],
    actions: isOperator
      ? []
      : [
          { value: 'taken', label: say('引き継ぎ完了', 'Taken over'), kind: 'primary' },
          {
            value: 'show',
            label: say('パスワードを表示する（確認コードを受け取る）', 'Show me the password (send me a code)'),
            kind: 'secondary',
          },
        ],
  };
}

function codeView({ task, tenant: { row }, say }: HandOverAtTheDesk): TaskView {
  return {
    title: say('確認コードの入力', 'Your confirmation code'),
    guideStep: null,
    why: say(
      `${mailedCodeOf(task)?.to ?? ''} 宛てに6桁の確認コードを送信しました。入力すると、${row.primaryEmail} のパスワードを表示します。`,
      `A code of six digits was mailed to ${mailedCodeOf(task)?.to ?? ''}. Type it in to see the password of ${row.primaryEmail}.`,
    ),
    instructions: [],
    warnings: [],
    fields: [
      {
        name: 'code',
        label: say('確認コード', 'Code'),
        kind: 'code',
        required: true,
        hint: say(`${String(CODE_MINUTES)}分間有効です。`, `It is valid for ${String(CODE_MINUTES)} minutes.`),
      },
    ],
    actions: [
      { value: 'code', label: say('パスワードを表示する', 'Show the password'), kind: 'primary' },
      { value: 'back', label: say('戻る', 'Back'), kind: 'secondary' },
    ],
  };
}
