import { createHash } from 'node:crypto';
import { html, trusted, type Html, type Part } from '../../domain/html.ts';
import { sayingIn, type Language } from '../../domain/language.ts';
import { RUNBOOK_PATH } from '../../domain/operator-pages.ts';
import { STYLE } from './style.ts';

export interface DocumentParts {
  language: Language;
  title: string;
  /** Who offers this desk. */
  operatorName: string;
  /** Address of this page in the other language; without it no switch is shown. */
  switchTo?: string | undefined;
  /** Signed in: their name, and what their sign-out form must say. */
  operator?: { name: string; csrf: string } | undefined;
  /** Whom somebody outside can ask. */
  contact?: { telephone: string; address: string } | undefined;
  body: Part;
}

/**
 * The only script of the desk. [Copy] puts the value beside it on the clipboard, and selects it in a browser without
 * that right. A page that waits looks every few seconds whether it has changed, and loads itself again only then: a
 * page that reloads under somebody's hands, or is read out anew all the time, is none for them.
 *
 * Pages work without it: copy buttons are then not shown, the value can be selected by hand, and [Look again] is a
 * link.
 */
const PAGE_SCRIPT = `for(const b of document.querySelectorAll('button[data-copy]')){b.hidden=false;b.addEventListener('click',async()=>{const f=document.getElementById(b.dataset.copy);f.select();try{await navigator.clipboard.writeText(f.value)}catch{document.execCommand('copy')}const s=document.getElementById(b.dataset.copy+'-said');if(s)s.textContent=b.dataset.done})}
const a=document.querySelector('a[data-again]');if(a){const h=d=>d.querySelector('h1')?.textContent,t=h(document);setInterval(async()=>{try{const r=await fetch(a.href);if(h(new DOMParser().parseFromString(await r.text(),'text/html'))!==t)location.assign(a.href)}catch{}},a.dataset.again*1000)}`;

const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Nothing from anywhere; the one style and the one script by the hash of their very text; forms to ourselves only. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  `style-src ${hash(STYLE)}`,
  `script-src ${hash(PAGE_SCRIPT)}`,
  'img-src data:',
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** A whole page of the desk. It loads nothing: style and script stand in it. */
export function document(parts: DocumentParts): Html {
  const { language, title, operatorName, switchTo, operator, contact, body } = parts;
  const say = sayingIn(language);
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} - ${operatorName}</title>
        <link rel="icon" href="data:," />
        ${trusted(`<style>${STYLE}</style>`)}
      </head>
      <body>
        <a class="skip" href="#main">${say('本文へ', 'Skip to the content')}</a>
        <header>
          <p class="brand">${operatorName}</p>
          <nav aria-label="${say('ページ全体', 'Page')}">
            ${operator && html`<a href="/">${say('作業一覧', 'Open tasks')}</a> <a href="${RUNBOOK_PATH}">${say('対応手順', 'Runbook')}</a>`}
            ${switchTo !== undefined && html`<a href="${switchTo}" lang="${say('en', 'ja')}" hreflang="${say('en', 'ja')}">${say('English', '日本語')}</a>`}
            ${operator && signOut(operator, say('サインアウト', 'Sign out'))}
          </nav>
        </header>
        <main id="main" tabindex="-1">${body}</main>
        ${contact && contactOf(operatorName, contact, say('お問い合わせ先', 'Contact'))}
        ${trusted(`<script>${PAGE_SCRIPT}</script>`)}
      </body>
    </html>`;
}

function contactOf(name: string, { telephone, address }: { telephone: string; address: string }, label: string): Html {
  return html`<footer>
    <p>
      ${label}: <bdi>${name}</bdi> <a href="tel:${telephone.replace(/[^+\d]/gu, '')}">${telephone}</a>
      <a href="mailto:${address}">${address}</a>
    </p>
  </footer>`;
}

function signOut({ name, csrf }: { name: string; csrf: string }, label: string): Html {
  return html`<form method="post" action="/sign-out">
    <input type="hidden" name="csrf" value="${csrf}" /><bdi>${name}</bdi> <button class="link">${label}</button>
  </form>`;
}
