import { sayingIn, type Language } from '../language.ts';
import { clip } from '../one-line.ts';
import type { Signatory } from './signature.ts';

/** Characters. Longer names are cut: a reader of 60 sees ticket, project, company and what the mail is. */
const MOST_OF_A_NAME = 60;

interface Subject {
  /** The company, to people outside; the batch or the tenant, to the operator. */
  about: string;
  title: string;
  reminder?: boolean | undefined;
  language: Language;
  signatory: Pick<Signatory, 'operatorTicket'>;
  outside: boolean;
}

/**
 * Ticket, project, whom it is about, what it is: sorted by subject, the mails about one company or batch stand together,
 * and a reminder is known before it is opened.
 */
export function subjectFor({ about, title: first, reminder, language, signatory, outside }: Subject): string {
  const say = sayingIn(language);
  const title = reminder ? say(`【再送】${first}`, `reminder: ${first}`) : first;
  const ticket = signatory.operatorTicket ? `[${signatory.operatorTicket}] ` : '';
  const whom = clip(about, MOST_OF_A_NAME);
  if (!outside) return `${ticket}${say('【visionlift】', '[visionlift] ')}${whom}${say('：', ': ')}${title}`;
  return say(
    `${ticket}【Trend Vision One アップデート】${whom} 様：${title}`,
    `${ticket}[Trend Vision One update] ${whom}: ${title}`,
  );
}
