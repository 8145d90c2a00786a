import { readdirSync, readFileSync } from 'node:fs';
import type { ModernFault } from '../../../../lambdas/simulated-vendor/faults.ts';
import type { ConsoleLanguage } from '../../../../lambdas/simulated-vendor/labels.ts';
import { html, trusted } from '../../../../lambdas/domain/html.ts';
import type { PageAnswer } from '../web/answers.ts';
import type { Routes } from '../web/page-console.ts';
import type { PageRequest } from '../web/page-request.ts';
import { SIMULATED } from '../web/simulated.ts';

/** The program of a console's pages: a file of `app/`, and the element that draws the whole page. */
export type App = 'clp' | 'apex-central' | 'vision-one' | 'wizard';

export interface ShellParts {
  app: App;
  language: ConsoleLanguage;
  title: string;
  texts: Readonly<Record<string, string>>;
  traits: ReadonlySet<ModernFault>;
  /** What else the program is told. */
  told: object;
}

const POLICY =
  "default-src 'none'; script-src 'self'; connect-src 'self'; frame-src 'self'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'";

/** A document without content: its program asks for the data and draws the page. */
export function shell(request: PageRequest, { app, language, title, texts, traits, told }: ShellParts): PageAnswer {
  const { base, path, client } = request;
  const config = { ...told, base, path, title, language, texts, traits: [...traits], csrf: client.csrf };
  return {
    html: html`<!doctype html>
      <html lang="${language}" ${traits.has('ZOOMED_PAGE') && html`style="zoom:1.25"`}>
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta http-equiv="Content-Security-Policy" content="${POLICY}" />
          <title>${title}</title>
          <link rel="icon" href="data:," />
          <style>
            body {
              margin: 0;
              background: #fff;
              color: #1b1f27;
              font: 14px/1.6 'Noto Sans JP', 'Hiragino Sans', 'Yu Gothic UI', Meiryo, sans-serif;
            }
            .simulated {
              position: fixed;
              right: 0;
              bottom: 0;
              margin: 0;
              padding: 2px 8px;
              background: #fffd;
              color: #6b7480;
              font-size: 11px;
              pointer-events: none;
            }
          </style>
        </head>
        <body>
          <app-${trusted(app)}></app-${trusted(app)}>
          ${!path.startsWith('/frame/') && SIMULATED}
          <script type="application/json" id="config">${trusted(JSON.stringify(config).replaceAll('<', '\\u003c'))}</script>
          <script type="module" src="${base}/app/${app}.js"></script>
        </body>
      </html>`,
  };
}

const FOLDER = new URL('app/', import.meta.url);

/** The programs, by address. */
export const APP_ROUTES: Routes = Object.fromEntries(
  readdirSync(FOLDER)
    .filter((file) => file.endsWith('.js'))
    .map((file) => [`GET /app/${file}`, () => ({ script: readFileSync(new URL(file, FOLDER), 'utf8') })]),
);
