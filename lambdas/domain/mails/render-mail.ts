import { oneLine } from '../one-line.ts';
import type { Letter, Link, RenderedMail, Section } from './letter.ts';
import { letterAsHtml } from './letter-as-html.ts';
import { letterAsText } from './letter-as-text.ts';

/**
 * Turns a letter into its two forms, which say the same. Every sentence is made one line first: names may hold more.
 */
export function renderMail(letter: Letter): RenderedMail {
  const clean: Letter = {
    ...letter,
    subject: oneLine(letter.subject),
    title: capitalised(oneLine(letter.title)),
    sections: letter.sections.map(cleanSection),
    signature: letter.signature.map(oneLine),
  };
  const { to, subject, tenantId } = clean;
  const mail = { to, subject, text: letterAsText(clean), html: letterAsHtml(clean) };
  return tenantId === undefined ? mail : { ...mail, tenantId };
}

function cleanSection({ heading, sentences, code, pairs, steps, items, button }: Section): Section {
  return {
    ...(heading !== undefined && { heading: oneLine(heading) }),
    ...(sentences && { sentences: sentences.map(oneLine) }),
    ...(code !== undefined && { code: oneLine(code) }),
    ...(pairs && { pairs: pairs.map(([name, value]) => [oneLine(name), cleanValue(value)] as const) }),
    ...(steps && { steps: steps.map(oneLine) }),
    ...(items && { items: items.map(cleanValue) }),
    ...(button && { button: cleanLink(button) }),
  };
}

function cleanValue(value: string | Link): string | Link {
  return typeof value === 'string' ? oneLine(value) : cleanLink(value);
}

/** A mail must not carry a link that is no web address, no matter who made it. */
function cleanLink({ label, url }: Link): Link {
  if (!/^https?:\/\//u.test(url)) throw new Error(`a mail links to "${url}", which is no web address`);
  return { label: oneLine(label), url: oneLine(url) };
}

/** In a subject a title follows a colon; in the mail it is the headline. */
function capitalised(title: string): string {
  return title.charAt(0).toUpperCase() + title.slice(1);
}
