import { awaitedPrefix, readerOf } from '../../domain/desk/mailbox-answers.ts';
import type { Action, Passage } from '../../domain/desk/task-view.ts';
import { sayingIn } from '../../domain/language.ts';
import { formatInstant } from '../../domain/texts/instants.ts';
import { unconfirmedPurpose, unpackCode } from '../../domain/verification-code.ts';
import type { Ports } from '../../ports/index.ts';
import type { Visit } from '../desk-page.ts';

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
  { task, language }: Visit,
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
          '差出人（From）と署名（DKIM）がトレンドマイクロ社のドメインであり、SPF・DKIM・DMARC がすべて pass であることをご確認ください。一つでも異なる場合は使用せず、10 分間お待ちください。',
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
