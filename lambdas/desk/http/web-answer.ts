import type { Html } from '../../domain/html.ts';
import { CONTENT_SECURITY_POLICY } from './document.ts';

/** What the desk answers to one request. */
export type WebAnswer = { cookies?: readonly string[] } & (
  | { status: number; html: Html; headers?: Readonly<Record<string, string>> }
  | { location: string }
  | { picture: Uint8Array }
  /** A page that was written earlier, with a style of its own. */
  | { report: Uint8Array }
);

/** The answer as API Gateway takes it from a function (payload 2.0). */
export interface LambdaAnswer {
  statusCode: number;
  headers: Record<string, string>;
  cookies: string[];
  body: string;
  isBase64Encoded: boolean;
}

/** On every answer, whatever it is: nothing is kept, framed, guessed, or told to others. */
const ALWAYS = {
  'cache-control': 'no-store',
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=()',
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'x-robots-tag': 'noindex, nofollow',
};

/** It was written by whichever version wrote it: no script, no form, nothing from elsewhere; its style and its pictures. */
const POLICY_OF_A_REPORT =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

export function asLambdaAnswer(answer: WebAnswer): LambdaAnswer {
  const cookies = [...(answer.cookies ?? [])];
  if ('location' in answer) {
    // 303: whatever the browser sent, it now asks with GET.
    return {
      statusCode: 303,
      headers: { ...ALWAYS, location: answer.location },
      cookies,
      body: '',
      isBase64Encoded: false,
    };
  }
  if ('picture' in answer) {
    const body = Buffer.from(answer.picture).toString('base64');
    return {
      statusCode: 200,
      headers: { ...ALWAYS, 'content-type': 'image/jpeg' },
      cookies,
      body,
      isBase64Encoded: true,
    };
  }
  if ('report' in answer) {
    const type = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': POLICY_OF_A_REPORT };
    const body = Buffer.from(answer.report).toString('utf8');
    return { statusCode: 200, headers: { ...ALWAYS, ...type }, cookies, body, isBase64Encoded: false };
  }
  const { status, html, headers } = answer;
  const type = { 'content-type': 'text/html; charset=utf-8' };
  return {
    statusCode: status,
    headers: { ...ALWAYS, ...type, ...headers },
    cookies,
    body: html.text,
    isBase64Encoded: false,
  };
}
