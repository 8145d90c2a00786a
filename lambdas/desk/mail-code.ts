import type { Answered } from '../domain/desk/task-view.ts';
import { MailRefusedError } from '../domain/errors.ts';
import { oneTimeCode } from '../domain/one-time-code.ts';
import type { Mail } from '../ports/mailer.ts';
import type { Ports } from '../ports/index.ts';
import { refuse } from './refuse.ts';

export interface CodeToMail {
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
