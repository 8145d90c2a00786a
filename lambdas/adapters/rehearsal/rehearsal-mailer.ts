import type { Mail, Mailer } from '../../ports/mailer.ts';
import { overrideMethods } from '../override-methods.ts';

const MARK = '[リハーサル Rehearsal]';
const SAYS = [
  'これはリハーサルです。実際の環境には一切変更を加えていません。',
  'This is a rehearsal: nothing was changed in any real environment.',
];

/** Marks every mail of a rehearsal, in both languages because a forwarded mail is read by others than its addressee. */
export function rehearsalMailer(mailer: Mailer): Mailer {
  return overrideMethods(mailer, { sendOnce: (key, mail) => mailer.sendOnce(key, marked(mail)) });
}

function marked({ to, subject, text, html }: Mail): Mail {
  const box = `<p style="border:2px solid #b00;padding:.5em 1em;color:#b00"><strong>${SAYS.join('<br>')}</strong></p>`;
  return {
    to,
    subject: `${MARK} ${subject}`,
    text: `${SAYS.join('\n')}\n\n${text}`,
    html: html.replace(/<body[^>]*>/u, (body) => `${body}\n${box}`),
  };
}
