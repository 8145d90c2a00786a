import type { Answered } from './task-view.ts';
import { sayingIn, type Language } from '../domain/language.ts';
import { refused } from './question.ts';
import type { DeskTask } from '../domain/desk-task.ts';
import { StaleRecordError, MailRefusedError } from '../domain/errors.ts';
import type { Desk, DeskChange } from '../ports/desk.ts';
import { oneTimeCode } from '../domain/one-time-code.ts';
import type { Mail } from '../ports/mailer.ts';
import type { Ports } from '../ports/index.ts';

/** The form is shown again with this message, at its field where it has one. */
export function refuse(message: string, field?: string): Answered {
  return { kind: 'refused', ...refused(message, field) };
}

/** Another run has the step, and nothing of this form is kept. */
export function busy(language: Language): Answered {
  return refuse(
    sayingIn(language)(
      'ただいま処理中です。1分ほどお待ちいただき、もう一度送信してください。',
      'This is being worked on at this moment. Wait a minute, then send it again.',
    ),
  );
}

/** Changes a task in the name of a visitor: of two who answer at once, one goes on and the other is told. */
export async function change({ desk }: { desk: Desk }, task: DeskTask, changes: DeskChange): Promise<Answered> {
  try {
    await desk.change(task, changes);
    return { kind: 'next' };
  } catch (error) {
    if (error instanceof StaleRecordError) return { kind: 'overtaken' };
    throw error;
  }
}

interface CodeToMail {
  subject: string;
  /** Of this very code: the mailer sends once for each. */
  key: string;
  mail: (code: string) => Mail;
  /** What is said where the mail service does not take it. */
  refused: string;
}

/** Makes a one-time code, seals what is kept of it and mails it; a refusal where it could not be mailed. */
export async function mailCode(
  { vault, mailer }: Pick<Ports, 'vault' | 'mailer'>,
  { subject, key, mail, refused }: CodeToMail,
): Promise<Answered | undefined> {
  const { code, kept } = oneTimeCode();
  await vault.seal(subject, 'consent-code', kept);
  try {
    await mailer.sendOnce(key, mail(code.reveal()));
    return undefined;
  } catch (error) {
    if (!(error instanceof MailRefusedError)) throw error;
    return refuse(refused);
  }
}
