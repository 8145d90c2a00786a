import { html, type Html } from '../html.ts';
import type { Letter, Link, Section, Tone } from './letter.ts';

/** White on each is readable (contrast 4.5 and more); the label says the same without the colour. */
const TONES: Record<Tone, { colour: string; ja: string; en: string }> = {
  done: { colour: '#1a7f37', ja: '完了のお知らせ', en: 'Done' },
  news: { colour: '#1f5fa8', ja: 'お知らせ', en: 'For your information' },
  action: { colour: '#8a5300', ja: 'ご対応のお願い', en: 'Your action is needed' },
  stop: { colour: '#b42318', ja: '要対応', en: 'Needs attention' },
};

/** Outlook takes the first name it knows and falls back to a serif otherwise. */
const FONT = 'font-family:Meiryo,Hiragino Sans,Yu Gothic,Arial,sans-serif;';
const TEXT = `${FONT}font-size:15px;line-height:1.7;color:#1f2933;overflow-wrap:anywhere;word-break:break-word;`;

/**
 * The HTML form: the one frame of all mails. Tables and inline styles, because Outlook draws with Word; one column that
 * shrinks to a phone; nothing is loaded from elsewhere, so that opening it tells nobody and blocks nothing. Links open a tab
 * of their own: the desk is shown in no frame, and viewers that show a mail in one would stay empty.
 */
export function letterAsHtml(letter: Letter): string {
  const { subject, language, tone, title, sections, signature } = letter;
  const { colour, [language]: label } = TONES[tone];
  const preview = sections.flatMap(({ sentences = [] }) => sentences).join(' ');
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <meta name="color-scheme" content="light" />
        <title>${subject}</title>
      </head>
      <body style="margin:0;padding:0;background:#eef1f4;">
        <div style="display:none;max-height:0;overflow:hidden;">${preview.slice(0, 140)}</div>
        <table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="#eef1f4">
          <tr>
            <td align="center" style="padding:16px 8px;">
              <!--[if mso]><table role="presentation" width="640" cellpadding="0" cellspacing="0" border="0"><tr><td><![endif]-->
              <table
                role="presentation"
                width="100%"
                cellpadding="0"
                cellspacing="0"
                border="0"
                bgcolor="#ffffff"
                style="max-width:640px;background:#ffffff;border:1px solid #d5dbe1;"
              >
                <tr>
                  <td
                    bgcolor="${colour}"
                    style="${FONT}background:${colour};color:#ffffff;font-size:13px;font-weight:bold;padding:8px 24px;"
                  >
                    ${label}
                  </td>
                </tr>
                <tr>
                  <td role="main" style="padding:20px 24px 8px;${TEXT}">
                    <h1 style="${FONT}font-size:20px;line-height:1.4;margin:0 0 16px;color:#1f2933;">${title}</h1>
                    ${sections.map((section) => sectionAsHtml(section, colour))}
                  </td>
                </tr>
                <tr>
                  <td
                    role="contentinfo"
                    bgcolor="#f7f9fa"
                    style="padding:16px 24px;border-top:1px solid #d5dbe1;background:#f7f9fa;${TEXT}font-size:13px;color:#3e4c59;"
                  >
                    ${lines(signature)}
                  </td>
                </tr>
              </table>
              <!--[if mso]></td></tr></table><![endif]-->
            </td>
          </tr>
        </table>
      </body>
    </html> `.text;
}

function sectionAsHtml(section: Section, colour: string): Html {
  const { heading, sentences = [], code, pairs = [], steps = [], items = [], button } = section;
  return html`${heading ? html`<h2 style="${FONT}font-size:16px;line-height:1.5;margin:24px 0 8px;padding-bottom:4px;border-bottom:1px solid #d5dbe1;color:#1f2933;">${heading}</h2> ` : ''}${
    sentences.length > 0 && html`<p style="margin:0 0 12px;">${lines(sentences)}</p> `
  }${
    code
      ? html`<p
          style="margin:16px 0;padding:12px 16px;background:#f0f4f8;border:1px solid #d5dbe1;font-family:Consolas,Menlo,monospace;font-size:26px;letter-spacing:4px;"
        >
          ${code}
        </p> `
      : ''
  }${pairs.length > 0 && table(pairs)}${steps.length > 0 && list('ol', steps)}${items.length > 0 && list('ul', items)}${
    button
      ? html`<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:16px 0;">
            <tr>
              <td bgcolor="${colour}" style="background:${colour};padding:11px 22px;">
                <a
                  href="${button.url}"
                  target="_blank"
                  style="${FONT}font-size:15px;font-weight:bold;color:#ffffff;text-decoration:none;"
                  >${button.label}</a
                >
              </td>
            </tr>
          </table>
          <p style="margin:0 0 12px;font-size:12px;line-height:1.5;color:#52606d;">${button.url}</p> `
      : ''
  }`;
}

function table(pairs: NonNullable<Section['pairs']>): Html {
  const cell = 'text-align:left;vertical-align:top;padding:7px 10px;border:1px solid #d5dbe1;';
  // Japanese breaks anywhere, also within a word of four letters: the names get a share of the width instead.
  const rows = pairs.map(
    ([name, value]) =>
      html`<tr>
        <th
          scope="row"
          width="32%"
          bgcolor="#f0f4f8"
          style="${cell}${TEXT}font-size:14px;font-weight:bold;background:#f0f4f8;"
        >
          ${name}
        </th>
        <td style="${cell}${TEXT}font-size:14px;">${linkOr(value)}</td>
      </tr> `,
  );
  return html`<table
    width="100%"
    cellpadding="0"
    cellspacing="0"
    border="0"
    style="border-collapse:collapse;table-layout:fixed;width:100%;margin:0 0 12px;"
  >
    ${rows}
  </table> `;
}

function list(tag: 'ol' | 'ul', items: readonly (string | Link)[]): Html {
  const within = items.map((item) => html`<li style="margin:0 0 6px;">${linkOr(item)}</li> `);
  const style = 'margin:0 0 12px;padding-left:24px;';
  return tag === 'ol'
    ? html`<ol style="${style}">
        ${within}
      </ol> `
    : html`<ul style="${style}">
        ${within}
      </ul> `;
}

function linkOr(value: string | Link): Html | string {
  return typeof value === 'string'
    ? value
    : html`<a href="${value.url}" target="_blank" style="color:#1f5fa8;">${value.label}</a>`;
}

function lines(texts: readonly string[]): Html[] {
  return texts.map((text, index) => (index === 0 ? html`${text}` : html`<br />${text}`));
}
