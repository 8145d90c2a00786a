import { createHash } from 'node:crypto';
import { html, trusted, type Html, type Part } from '../../lambdas/domain/html.ts';
import type { Language } from '../../lambdas/domain/language.ts';
import { SCRIPT } from './live-script.ts';
import { STYLE } from './live-style.ts';

const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Names come from a spreadsheet that anybody may drop: nothing runs but the one script, nothing is loaded from elsewhere. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  `style-src ${hash(STYLE)}`,
  `script-src ${hash(SCRIPT)}`,
  "connect-src 'self'",
  "img-src 'self' data:",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

interface LiveDocument {
  language: Language;
  title: string;
  /** Does not change while the page is looked at. */
  aside?: Part;
  /** Asked for again and again. */
  live: Html;
  /** Shown when nobody answers any more. */
  whenGone: string;
}

/** A whole page of the live view. */
export function liveDocument({ language, title, aside, live, whenGone }: LiveDocument): Html {
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <link rel="icon" href="data:," />
        ${trusted(`<style>${STYLE}</style>`)}
      </head>
      <body>
        ${aside}
        <p class="gone" role="status">${whenGone}</p>
        <div id="live">${live}</div>
        ${trusted(`<script>${SCRIPT}</script>`)}
      </body>
    </html>`;
}
