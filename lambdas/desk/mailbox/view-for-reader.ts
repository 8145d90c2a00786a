import { awaitedPrefix, isBeingChecked, isThere, readerOf } from '../../domain/mailbox-answers.ts';
import type { Action, TaskView } from '../task-view.ts';
import { isAtDomain } from '../../domain/is-at-domain.ts';
import type { IntakeRow } from '../../domain/intake/intake-row.ts';
import { sayingIn } from '../../domain/language.ts';
import type { Ports } from '../../ports/index.ts';
import type { TaskRequest } from '../desk-page.ts';
import { BE_READY, GIVE_CODE } from './answer-as-reader.ts';
import { codeField } from './held-mail.ts';

/** Seconds between two looks of a page that waits. */
const LOOK_AGAIN = 5;

type Shown = Pick<TaskView, 'title' | 'why' | 'fields' | 'actions'> & { reloadAfter?: number };

export function giveCodeButton(language: TaskRequest['language']): Action {
  return { value: GIVE_CODE, label: sayingIn(language)('コードを送信', 'Send the code'), kind: 'primary' };
}

/**
 * What the person who reads the mailbox sees: press when you are there; the wizard is opening; type the code; it is
 * checked.
 */
export function viewForReader(
  { clock, settings }: Pick<Ports, 'clock' | 'settings'>,
  { task, language }: TaskRequest,
  { primaryEmail }: IntakeRow,
): TaskView {
  const now = clock.now();
  const reader = readerOf(task);
  const say = sayingIn(language);
  const prefix = awaitedPrefix(reader, now);
  const page = (shown: Shown): TaskView => ({
    guideStep: '2-5',
    instructions: [],
    warnings: [
      say(
        '検証コードを電話やメールでお尋ねすることはありません。このページにのみ入力してください。',
        'Nobody will ask you for the code by telephone or mail. Type it into this page only.',
      ),
    ],
    ...shown,
  });
  if (isBeingChecked(reader, now)) {
    return page({
      title: say('コードを確認しています', 'Your code is being checked'),
      why: say(
        'このページは自動的に更新されます。コードが受け付けられなかった場合は、新しいコードの入力をお願いします。',
        'This page loads itself again. If the code is not taken, you will be asked for a new one.',
      ),
      ...{ fields: [], actions: [], reloadAfter: LOOK_AGAIN },
    });
  }
  const isOurs = isAtDomain(primaryEmail, settings.receivingDomain);
  if (prefix !== undefined && isOurs) {
    return page({
      title: say('検証コードのメールの到着をお待ちください', 'Waiting for the mail with the code'),
      why: say(
        `「${prefix}」で始まる検証コードのメールが届くと、このページに検査結果が表示されます。トレンドマイクロ社のメールであることをご確認ください。`,
        `When the mail with the code that begins with ${prefix} is here, this page shows what was found of it. Say whether it is from Trend Micro.`,
      ),
      ...{ fields: [], actions: [], reloadAfter: LOOK_AGAIN },
    });
  }
  if (prefix !== undefined) {
    return page({
      title: say('検証コードの入力', 'The verification code'),
      why: say(
        `トレンドマイクロ社から ${primaryEmail} に、「${prefix}」で始まる検証コードのメールが届きます。10分以内に、このページに入力してください。`,
        `Trend Micro mails a code that begins with ${prefix} to ${primaryEmail}. Type it into this page within ten minutes.`,
      ),
      fields: [codeField(prefix, language)],
      actions: [giveCodeButton(language)],
    });
  }
  if (isThere(reader, now)) {
    return page({
      title: say('画面を準備しています', 'The console is being opened'),
      why: say(
        '1、2分お待ちください。準備ができると、このページに入力欄が表示されます。',
        'Wait a minute or two: this page then shows where to type the code.',
      ),
      ...{ fields: [], actions: [], reloadAfter: LOOK_AGAIN },
    });
  }
  return page({
    title: say('検証コードの受け取り', 'A verification code will need you'),
    why: say(
      isOurs
        ? `${primaryEmail} に届くメールは本システムが受信しますが、差出人のドメインがまだ登録されていません（codeSenderDomains）。届いたメールをこのページで確認できるときに押してください。`
        : `${primaryEmail} に届く検証コードを、すぐにこのページに入力していただく必要があります。このメールボックスを確認できるときに押してください。`,
      isOurs
        ? `Mails to ${primaryEmail} come to us, but no sender's domain is believed yet (codeSenderDomains). Press when you can look at the mail on this page.`
        : `A code is mailed to ${primaryEmail} and has to be typed into this page at once. Press when you can read that mailbox.`,
    ),
    fields: [],
    actions: [{ value: BE_READY, label: say('準備ができました', 'I am ready'), kind: 'primary' }],
  });
}
