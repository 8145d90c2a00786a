import { awaitedPrefix, readerOf } from '../../domain/mailbox-answers.ts';
import type { Action, Field, Instruction, Passage } from '../task-view.ts';
import { sayingIn } from '../../domain/language.ts';
import { formatInstant } from '../../domain/texts/instants.ts';
import { sentenceOf } from '../../domain/statements/sentence.ts';
import { isUnreadMail, unconfirmedPurpose, unpackCode, unpackUnreadMail } from '../../domain/verification-code.ts';
import type { Ports } from '../../ports/index.ts';
import type { TaskRequest } from '../desk-page.ts';

/** The operator says that the mail is the vendor's. */
export const BELIEVE_MAIL = 'believe';

export interface HeldMail {
  passage: Passage;
  action: Action;
}

/**
 * The mail with the code that the wizard waits for, where no sender is believed yet: what was found of it, for an operator
 * to say whether it is the vendor's. Its code is not shown: it goes where the wizard looks for it.
 */
export async function heldMail(
  { vault, clock, settings }: Pick<Ports, 'vault' | 'clock' | 'settings'>,
  { task, language }: TaskRequest,
): Promise<HeldMail | undefined> {
  const prefix = awaitedPrefix(readerOf(task), clock.now());
  const sealed = prefix === undefined ? undefined : await vault.open(task.subject, unconfirmedPurpose(prefix));
  if (!sealed || prefix === undefined) return undefined;
  const say = sayingIn(language);
  const { receivedAt, findings } = unpackCode(sealed);
  return {
    passage: {
      heading: say('受信した検証コードのメール', 'The mail with a verification code'),
      pairs: [
        [say('受信日時', 'Received'), formatInstant(receivedAt.toISOString(), settings.zone, language)],
        [say('コードの先頭', 'Its code begins with'), prefix],
        [say('受信時の検査結果', 'Checks on arrival'), findings],
      ],
      items: [
        say(
          '差出人（From）と署名（DKIM）がトレンドマイクロ社のドメインであり、SPF・DKIM・DMARCがすべてpassであることをご確認ください。一つでも異なる場合は使用せず、10分間お待ちください。',
          'Check that From and the signature (DKIM) are domains of Trend Micro, and that SPF, DKIM and DMARC all say pass. If any of it differs, do not use it: wait until the ten minutes are over.',
        ),
      ],
    },
    action: {
      value: BELIEVE_MAIL,
      label: say(
        'トレンドマイクロ社のメールであることを確認し、このコードを使う',
        'It is from Trend Micro: use its code',
      ),
      kind: 'primary',
    },
  };
}

/**
 * The mails of this tenant in which no code could be read, for an operator to read: why, what was found of them, and the
 * text itself, which is shown by a press of its own, because the code may stand in it.
 */
export async function unreadMails(
  { vault, settings }: Pick<Ports, 'vault' | 'settings'>,
  { task, language }: TaskRequest,
): Promise<{ passages: Passage[]; instructions: Instruction[] }> {
  const say = sayingIn(language);
  const purposes = (await vault.purposes(task.subject)).filter(isUnreadMail);
  const sealed = await vault.openEach(purposes.map((purpose) => ({ tenantId: task.subject, purpose })));
  const passages: Passage[] = [];
  const instructions: Instruction[] = [];
  for (const [index, purpose] of purposes.entries()) {
    const secret = sealed[index];
    if (!secret) continue;
    const { receivedAt, why, findings } = unpackUnreadMail(secret);
    const at = formatInstant(receivedAt, settings.zone, language);
    passages.push({
      heading: say('検証コードを読み取れなかったメール', 'A mail in which no code could be read'),
      pairs: [
        [say('受信日時', 'Received'), at],
        [say('読み取れなかった理由', 'Why'), sentenceOf(why, language)],
        [say('受信時の検査結果', 'Checks on arrival'), findings],
      ],
    });
    instructions.push({
      text: say(
        `${at}に受信したメールを読み、トレンドマイクロ社のメールであれば、画面に表示されている文字の後の数字を使用してください。`,
        `Read the mail of ${at}. If it is from Trend Micro, use the digits behind the letters that the console shows.`,
      ),
      reveal: [{ label: say('メール本文', 'Text of the mail'), purpose }],
    });
  }
  return { passages, instructions };
}

/** Where an operator types the code that they have read in such a mail. */
export function codeField(prefix: string, language: TaskRequest['language']): Field {
  const label = sayingIn(language)(
    `検証コード（${prefix}の後の数字）`,
    `Verification code (the digits after ${prefix})`,
  );
  return { name: 'code', label, kind: 'code', required: true };
}
