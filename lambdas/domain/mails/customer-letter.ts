import { VISION_ONE } from '../brand.ts';
import { sayingIn, type Language } from '../language.ts';
import type { Section, Tone } from './letter.ts';
import { renderMail } from './render-mail.ts';
import type { RenderedMail } from './letter.ts';
import { signatureOf, type Signatory } from './signature.ts';
import { subjectFor } from './subject.ts';

/** Whose update a mail is about, and in which language its people read: the part of the row that every mail needs. */
export interface About {
  tenantId: string;
  companyName: string;
  contactName?: string | undefined;
  language: Language;
}

export interface CustomerLetter {
  to: string;
  about: About;
  tone: Tone;
  title: string;
  /** How the greeting names the reader, where that is not the contact of the row: `承認ご担当者様`, `approver`. */
  reader?: string;
  /** Whether the same was asked before: the subject says so. */
  reminder?: boolean;
  sections: readonly Section[];
}

/** A mail to somebody outside: greeting, who writes, what it is about, how to ask back. */
export function customerMail(
  { to, about, tone, title, reader, reminder, sections }: CustomerLetter,
  signatory: Signatory,
): RenderedMail {
  const { tenantId, companyName, contactName, language } = about;
  const say = sayingIn(language);
  const name = reader ?? (contactName && say(`${contactName} 様`, contactName));
  return renderMail({
    to,
    tenantId,
    language,
    tone,
    title,
    subject: subjectFor({ about: companyName, title, reminder, language, signatory, outside: true }),
    sections: [
      { sentences: say([companyName, name ?? 'ご担当者様'], [`Dear ${name ?? companyName},`]) },
      {
        sentences: say(
          ['いつもお世話になっております。', `${signatory.operatorName}でございます。`],
          [
            `${signatory.operatorName} is carrying out the update of ${companyName} from Trend Micro Apex One SaaS to ${VISION_ONE.en}.`,
          ],
        ),
      },
      ...sections,
      {
        sentences: say(
          [
            'ご不明な点がございましたら、下記までお問い合わせください。本メールにお心当たりのない場合も、お手数ですがご連絡ください。',
            '何卒よろしくお願い申し上げます。',
          ],
          ['If anything is unclear, or you did not expect this mail, please contact us.'],
        ),
      },
    ],
    signature: signatureOf(signatory, language),
  });
}
