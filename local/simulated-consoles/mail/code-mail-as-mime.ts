import type { ConsoleLanguage } from '../../../lambdas/simulated-vendor/labels.ts';
import type { CodeMail } from '../../../lambdas/simulated-vendor/code-mails.ts';
import { fingerprintOf } from '../../../lambdas/simulated-vendor/made-up.ts';

/** Plainly nobody's: `.example` is reserved for such names. The vendor's real sender is not known. */
export const SENDER_DOMAIN = 'mail.trendmicro.example';
const SENDER = `no-reply@${SENDER_DOMAIN}`;
const LINE = '\r\n';

interface MailTexts {
  subject: string;
  lines: (code: string) => string[];
}

/** Ours: sender, subject and form of the vendor's mail are not known. */
const TEXTS: Readonly<Record<ConsoleLanguage, MailTexts>> = {
  ja: {
    subject: 'Trend Vision One 検証コードのお知らせ',
    lines: (code) => [
      'いつもTrend Micro製品をご利用いただきありがとうございます。',
      '',
      'メールアドレスの確認のため、次の検証コードを画面に入力してください。',
      '',
      `検証コード: ${code}`,
      '',
      'このメールに心当たりがない場合は、破棄してください。',
    ],
  },
  en: {
    subject: 'Your Trend Vision One verification code',
    lines: (code) => [
      'Thank you for using Trend Micro products.',
      '',
      'Enter the following verification code on the screen to verify your email address.',
      '',
      `Verification code: ${code}`,
      '',
      'If you did not request this email, you can ignore it.',
    ],
  },
};

/**
 * Guide 2-5: the verification mail as a whole MIME message, with the headers that SES adds when it receives one. The code
 * stands behind the prefix of the screen (guide 2-6): `UPB-123456`.
 */
export function codeMailAsMime(mail: CodeMail): Buffer {
  const { to, prefix, code, language, sentAt, arrivesAt } = mail;
  const { subject, lines } = TEXTS[language];
  const text = lines(`${prefix}-${code}`);
  const id = fingerprintOf('mail', mail.tenantId, prefix, sentAt.toISOString()).slice(0, 32);
  const boundary = `=_${id}`;
  const recipient = oneLine(to);
  const parts = [
    part('text/plain', text.join(LINE)),
    part('text/html', `<html lang="${language}"><body>${text.map((line) => `<p>${line}</p>`).join('')}</body></html>`),
  ];
  const message = [
    `Return-Path: <${SENDER}>`,
    `Received: from out.${SENDER_DOMAIN} (out.${SENDER_DOMAIN} [192.0.2.25])`,
    ` by inbound-smtp.ap-northeast-1.amazonaws.com with SMTP id ${id}`,
    ` for ${recipient};`,
    ` ${rfc5322(arrivesAt)}`,
    'X-SES-Spam-Verdict: PASS',
    'X-SES-Virus-Verdict: PASS',
    `Received-SPF: pass (spfCheck: domain of ${SENDER_DOMAIN} designates 192.0.2.25 as permitted sender)`,
    ` client-ip=192.0.2.25; envelope-from=${SENDER}; helo=out.${SENDER_DOMAIN};`,
    'Authentication-Results: amazonses.com;',
    ` spf=pass (spfCheck: domain of ${SENDER_DOMAIN} designates 192.0.2.25 as permitted sender) client-ip=192.0.2.25; envelope-from=${SENDER}; helo=out.${SENDER_DOMAIN};`,
    ` dkim=pass header.i=@${SENDER_DOMAIN};`,
    ` dmarc=pass header.from=${SENDER_DOMAIN};`,
    `From: Trend Micro <${SENDER}>`,
    `To: ${recipient}`,
    `Subject: ${header(subject)}`,
    `Date: ${rfc5322(sentAt)}`,
    `Message-ID: <${id}@${SENDER_DOMAIN}>`,
    'MIME-Version: 1.0',
    `Content-Type: multipart/alternative; boundary="${boundary}"`,
    '',
    ...parts.flatMap((lines) => [`--${boundary}`, ...lines]),
    `--${boundary}--`,
    '',
  ];
  return Buffer.from(message.join(LINE), 'utf8');
}

function part(type: string, content: string): string[] {
  return [`Content-Type: ${type}; charset=UTF-8`, 'Content-Transfer-Encoding: base64', '', inBase64(content)];
}

/** In lines of 76 characters, as RFC 2045 wants it. */
function inBase64(text: string): string {
  return (
    Buffer.from(text, 'utf8')
      .toString('base64')
      .match(/.{1,76}/gu) ?? []
  ).join(LINE);
}

/** RFC 2047: encoded words of at most 75 characters, none of which splits a character. */
function header(text: string): string {
  if (/^[\x20-\x7e]*$/u.test(text)) return text;
  const words: string[] = [];
  let word = '';
  for (const character of text) {
    if (Buffer.byteLength(word + character) > 45) {
      words.push(word);
      word = '';
    }
    word += character;
  }
  return [...words, word].map((each) => `=?UTF-8?B?${Buffer.from(each).toString('base64')}?=`).join(`${LINE} `);
}

/** `Tue, 01 Dec 2026 00:00:12 +0000`. */
function rfc5322(instant: Date): string {
  return instant.toUTCString().replace('GMT', '+0000');
}

/** An address was typed into a form, and must not become a header of its own. */
function oneLine(address: string): string {
  return address.replace(/[\r\n]+/gu, ' ');
}
