import { createHash } from 'node:crypto';
import type { ConsoleLanguage } from '../../../../lambdas/simulated-vendor/labels.ts';
import { type Html, html, type Part, trusted } from '../../../../lambdas/domain/html.ts';
import { BASE_STYLE } from './style.ts';

export interface DocumentParts {
  language: ConsoleLanguage;
  title: string;
  /** What this console's pages look like, on top of the common style. */
  style: string;
  body: Part;
  /** A few lines for what a server cannot do: count seconds, enable a button, copy. */
  script?: string;
}

/** A whole HTML document. Loads nothing: styles and scripts stand in it. */
export function document({ language, title, style, body, script }: DocumentParts): Html {
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta http-equiv="Content-Security-Policy" content="${policyFor(script)}" />
        <title>${title}</title>
        <link rel="icon" href="data:," />
        <style>
          ${trusted(BASE_STYLE + style)}
        </style>
      </head>
      <body>
        ${body} ${script !== undefined && scriptElement(script)}
      </body>
    </html>`;
}

/** Without any white space of ours, because the policy names the very text. */
function scriptElement(script: string): Html {
  return trusted(`<script>${script}</script>`);
}

/** Should a name ever get through as markup, it still runs nothing and loads nothing. */
function policyFor(script: string | undefined): string {
  const scripts = script === undefined ? "'none'" : `'sha256-${createHash('sha256').update(script).digest('base64')}'`;
  return `default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src ${scripts}; base-uri 'none'`;
}
