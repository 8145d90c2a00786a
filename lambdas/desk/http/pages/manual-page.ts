import { html, trusted, type Html } from '../../../domain/html.ts';
import { sayingIn, type Language } from '../../../domain/language.ts';
import { RUNBOOK_PATH } from '../../../domain/operator-pages.ts';
import manual from './manual.json' with { type: 'json' };

/** A page of the manual, or a section of the runbook, with its title; `undefined` where there is none of the name. */
export function manualPage(name: string | undefined, language: Language): { title: string; body: Html } | undefined {
  if (name === undefined) return wholePage('runbook', language);
  if (Object.hasOwn(manual, name)) return wholePage(name as keyof typeof manual, language);
  return runbookSection(name, language);
}

/** `/runbook`, and the pages that it leads to: every section, one below the other. */
function wholePage(name: keyof typeof manual, language: Language): { title: string; body: Html } {
  const { title, before, sections } = manual[name][language];
  const body = html`<h1>${title}</h1>
    <div class="box manual">${trusted(before)}</div>
    ${
      sections.length > 0 &&
      html`<nav class="lists" aria-label="${sayingIn(language)('目次', 'Sections')}">
        ${sections.map(({ id, html: text }) => html`<a href="#${id}">${headingIn(text)}</a>`)}
      </nav>`
    }
    ${sections.map(({ id, html: text }) => html`<section class="manual" id="${id}">${trusted(text)}</section>`)}
    ${name !== 'runbook' && html`<p><a href="${RUNBOOK_PATH}">${manual.runbook[language].title}</a></p>`}`;
  return { title, body };
}

/** `/runbook/<section>`, as an alarm or a mail leads to it: what to do first, what every section relies on below. */
function runbookSection(id: string, language: Language): { title: string; body: Html } | undefined {
  const { title, before, sections } = manual.runbook[language];
  const section = sections.find((each) => each.id === id);
  if (!section) return undefined;
  const say = sayingIn(language);
  const body = html`<h1>${title}</h1>
    <section class="manual">${trusted(section.html)}</section>
    <details class="box manual">
      <summary>
        ${say('すべての節に共通すること（変数を含む）', 'What every section relies on, with its variables')}
      </summary>
      ${trusted(before)}
    </details>
    <p><a href="${RUNBOOK_PATH}">${say('すべての節', 'All sections')}</a></p>`;
  return { title: `${id} - ${title}`, body };
}

/** What stands in its first heading. */
function headingIn(text: string): string {
  return /<h2[^>]*>([^<]*)/u.exec(text)?.[1] ?? '';
}
