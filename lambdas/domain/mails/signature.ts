import { sayingIn, type Language } from '../language.ts';
import type { Places } from '../operator-pages.ts';

/** Who signs the product's mails, and where an operator's mails lead to; from the deployment's settings. */
export interface Signatory extends Places {
  operatorName: string;
  operatorTelephone: string;
  replyTo: string;
  operatorEmail: string;
  operatorLanguage: Language;
  zone: string;
  /** The operator's number for this work, such as `CHG-2026-0123`: stands in every subject, where ticket systems look. */
  operatorTicket?: string | undefined;
  /** ARNs of the machines, for the way to an execution. */
  migrateBatchArn?: string | undefined;
  migrateTenantArn?: string | undefined;
}

/** Name, telephone, address and ticket number, so that a reader can check that the mail is not a forgery. */
export function signatureOf(signatory: Signatory, language: Language): string[] {
  const { operatorName, operatorTelephone, replyTo, operatorTicket } = signatory;
  const say = sayingIn(language);
  return [
    operatorName,
    say(`電話：${operatorTelephone}`, `Telephone: ${operatorTelephone}`),
    say(`メール：${replyTo}（このメールへの返信先）`, `Mail: ${replyTo} (replies to this mail go there)`),
    ...(operatorTicket ? [say(`管理番号：${operatorTicket}`, `Ticket: ${operatorTicket}`)] : []),
  ];
}
