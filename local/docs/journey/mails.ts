import { block } from '../markdown.ts';
import { clock } from './timeline.ts';
import type { Visit } from './visits.ts';

/** How much of a mail is shown: enough to see what it asks for. */
const LINES = 9;

/** The mails that left during these visits, each with its beginning. */
export function mailsOf(visits: readonly Visit[]): string {
  const mails = visits.flatMap(({ left }) =>
    left.flatMap((one) => (one.kind === 'mail' ? [{ at: one.at, mail: one.mail }] : [])),
  );
  return mails
    .map(({ at, mail: { to, subject, text } }) => {
      const lines = text.split(/\r?\n/u).slice(0, LINES);
      return block(
        'text',
        [`Sent:    ${clock(at)}`, `To:      ${to}`, `Subject: ${subject}`, '', ...lines, '…'].join('\n'),
      );
    })
    .join('\n\n');
}
