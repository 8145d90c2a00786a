/** Who signs the product's mails; from the deployment's settings. */
export interface Signatory {
  operatorName: string;
  operatorTelephone: string;
  replyTo: string;
  operatorEmail: string;
  operatorLanguage: 'ja' | 'en';
  zone: string;
}

/** Name, telephone and address, so that a reader can check that the mail is not a forgery. */
export function signatureOf(signatory: Signatory, language: 'ja' | 'en'): string[] {
  const { operatorName, operatorTelephone, replyTo } = signatory;
  return language === 'ja'
    ? [operatorName, `電話：${operatorTelephone}`, `メール：${replyTo}`]
    : [operatorName, `Telephone: ${operatorTelephone}`, `Mail: ${replyTo}`];
}

/** An instant as people in `zone` read it: `2026年12月5日 22:15 (JST)` or `5 December 2026, 22:15 (GMT+9)`. */
export function formatInstant(instant: string, zone: string, language: 'ja' | 'en'): string {
  const locale = language === 'ja' ? 'ja-JP' : 'en-GB';
  const date = new Intl.DateTimeFormat(locale, {
    timeZone: zone,
    year: 'numeric',
    month: 'long',
    day: 'numeric',
  }).format(new Date(instant));
  const time = new Intl.DateTimeFormat(locale, {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
    hourCycle: 'h23',
  })
    .formatToParts(new Date(instant))
    .filter((part) => ['hour', 'minute', 'timeZoneName'].includes(part.type))
    .map((part) => part.value);
  const [hour = '', minute = '', zoneName = ''] = time;
  return `${date}${language === 'ja' ? ' ' : ', '}${hour}:${minute} (${zoneName})`;
}
