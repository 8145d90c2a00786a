import { CONFIRM } from '../../domain/desk/consent-answers.ts';
import type { TaskView } from '../../domain/desk/task-view.ts';
import { CODE_MINUTES } from '../../domain/one-time-code.ts';
import type { ConsentAtTheDesk } from './read-consent.ts';

/** What the approver sees: the whole text with yes and no, then the box for the code. */
export function viewForApprover(consent: ConsentAtTheDesk): TaskView {
  return consent.task.ask === CONFIRM && consent.challenge ? codeView(consent) : decideView(consent);
}

function decideView({ tenant, text, settings, say }: ConsentAtTheDesk): TaskView {
  return {
    title: say(
      `${tenant.row.companyName} 様：アップデートへの同意`,
      `${tenant.row.companyName}: consent to the update`,
    ),
    guideStep: null,
    why: say(
      `${settings.operatorName} は、次の作業を始める前に、権限のある方の同意をお願いしています。このページを開いただけでは何も実行されません。`,
      `${settings.operatorName} asks for the consent of somebody who is authorised, before this work begins. Opening this page does nothing.`,
    ),
    passages: text.passages,
    warnings: text.warnings,
    instructions: [],
    fields: [
      {
        name: 'name',
        label: say('お名前（フルネーム）', 'Your full name'),
        kind: 'text',
        required: true,
      },
      { name: 'understood', label: text.statement, kind: 'checkbox', required: false },
      {
        name: 'why',
        label: say('同意しない場合の理由', 'Reason, if you do not agree'),
        kind: 'multiline',
        required: false,
        hint: say('任意です。担当者に伝えられます。', 'Optional; our staff will read it.'),
      },
    ],
    actions: [
      { value: 'agree', label: say('同意する（確認コードを受け取る）', 'I agree (send me a code)'), kind: 'primary' },
      {
        value: 'decline',
        label: say('同意しない（確認コードを受け取る）', 'I do not agree (send me a code)'),
        kind: 'secondary',
      },
    ],
  };
}

function codeView({ approver = '', challenge, tenant, say }: ConsentAtTheDesk): TaskView {
  const decision = challenge?.agreed ? say('同意する', 'I agree') : say('同意しない', 'I do not agree');
  return {
    title: say('確認コードの入力', 'Your confirmation code'),
    guideStep: null,
    why: say(
      `${approver} あてに 6 桁の確認コードを送信しました。届いたコードを入力すると、回答が確定します。`,
      `A code of six digits was mailed to ${approver}. Your answer counts once you have typed it in.`,
    ),
    passages: [
      {
        heading: say('ご回答の内容', 'What you have chosen'),
        pairs: [
          [say('お客様', 'Customer'), tenant.row.companyName],
          [say('お名前', 'Name'), challenge?.by ?? ''],
          [say('ご回答', 'Answer'), decision],
        ],
      },
    ],
    instructions: [],
    warnings: [],
    fields: [
      {
        name: 'code',
        label: say('確認コード', 'Code'),
        kind: 'text',
        required: true,
        hint: say(
          `${String(CODE_MINUTES)} 分間有効です。届かない場合は、迷惑メールフォルダもご確認ください。`,
          `It is valid for ${String(CODE_MINUTES)} minutes. If it does not come, look into the spam folder, too.`,
        ),
      },
    ],
    actions: [
      { value: 'confirm', label: say('回答を確定する', 'Confirm my answer'), kind: 'primary' },
      {
        value: 'again',
        label: say('内容に戻る（新しいコードを受け取る）', 'Back (and get a new code)'),
        kind: 'secondary',
      },
    ],
  };
}
