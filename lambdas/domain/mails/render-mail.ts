import { escapeHtml } from '../escape-html.ts';

/** A part of a mail: a heading over sentences, a list, or pairs of a name and a value. */
export interface Section {
  heading?: string;
  sentences?: readonly string[];
  items?: readonly string[];
  pairs?: readonly (readonly [name: string, value: string])[];
}

export interface Letter {
  to: string;
  subject: string;
  language: 'ja' | 'en';
  sections: readonly Section[];
  /** Last lines: who writes, and how to reach them. */
  signature: readonly string[];
}

export interface RenderedMail {
  to: string;
  subject: string;
  text: string;
  html: string;
}

const RULE = '--------------------------------------------------';

/** Turns a letter into its two forms, text and HTML, which say the same; nothing is loaded from elsewhere. */
export function renderMail({ to, subject, language, sections, signature }: Letter): RenderedMail {
  const text = [...sections.map((section) => sectionAsText(section, language)), [RULE, ...signature].join('\n')].join(
    '\n\n',
  );
  const html = [
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${escapeHtml(subject)}</title></head>`,
    '<body style="font-family:sans-serif;line-height:1.7;color:#222;max-width:44em;margin:0 auto;padding:1em">',
    ...sections.map(sectionAsHtml),
    '<hr style="border:0;border-top:1px solid #ccc">',
    `<p style="color:#555">${signature.map(escapeHtml).join('<br>')}</p>`,
    '</body></html>',
  ].join('\n');
  return { to, subject: onOneLine(subject), text: `${text}\n`, html };
}

function sectionAsText({ heading, sentences = [], items = [], pairs = [] }: Section, language: 'ja' | 'en'): string {
  const marker = language === 'ja' ? '■ ' : '';
  const bullet = language === 'ja' ? '・' : '- ';
  const colon = language === 'ja' ? '：' : ': ';
  return [
    ...(heading ? [`${marker}${heading}`] : []),
    ...sentences,
    ...items.map((item) => `${bullet}${item}`),
    ...pairs.map(([name, value]) => `${name}${colon}${value}`),
  ].join('\n');
}

function sectionAsHtml({ heading, sentences = [], items = [], pairs = [] }: Section): string {
  const cell = 'style="text-align:left;vertical-align:top;padding:.2em 1em .2em 0"';
  // Japanese breaks anywhere, also within a word of four letters.
  const nameCell = cell.replace('style="', 'style="white-space:nowrap;');
  return [
    heading ? `<h2 style="font-size:1.1em;margin:1.5em 0 .5em">${escapeHtml(heading)}</h2>` : '',
    sentences.length > 0 ? `<p>${sentences.map(escapeHtml).join('<br>')}</p>` : '',
    items.length > 0 ? `<ul>${items.map((item) => `<li>${escapeHtml(item)}</li>`).join('')}</ul>` : '',
    pairs.length > 0
      ? `<table style="border-collapse:collapse">${pairs
          .map(
            ([name, value]) =>
              `<tr><th ${nameCell} scope="row">${escapeHtml(name)}</th><td ${cell}>${escapeHtml(value)}</td></tr>`,
          )
          .join('')}</table>`
      : '',
  ].join('');
}

/** A line break in a subject would start a header of its own. */
function onOneLine(text: string): string {
  return text.replace(/[\r\n]+/gu, ' ').trim();
}
