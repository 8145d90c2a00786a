import type { RenderedMail, Section, Tone } from './letter.ts';
import { renderMail } from './render-mail.ts';
import { signatureOf, type Signatory } from './signature.ts';
import { subjectFor } from './subject.ts';

export interface OperatorLetter {
  /** What the mail is about, where its reader looks first: a batch or a tenant. */
  about: string;
  tone: Tone;
  title: string;
  /** Whether the same was said before: the subject says so. */
  reminder?: boolean;
  sections: readonly Section[];
}

/** A mail to the operator, without greetings: it is read among many. */
export function operatorMail(
  { about, tone, title, reminder, sections }: OperatorLetter,
  signatory: Signatory,
): RenderedMail {
  const language = signatory.operatorLanguage;
  return renderMail({
    to: signatory.operatorEmail,
    language,
    tone,
    title,
    subject: subjectFor({ about, title, reminder, language, signatory, outside: false }),
    sections,
    signature: signatureOf(signatory, language),
  });
}
