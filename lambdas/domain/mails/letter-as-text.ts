import { sayingIn, type Language } from '../language.ts';
import type { Letter, Link, Section } from './letter.ts';

const RULE = '--------------------------------------------------';

/** The text form: for readers without HTML, screen readers and ticket systems; says all that the HTML form says. */
export function letterAsText({ title, sections, signature, language }: Letter): string {
  const say = sayingIn(language);
  return [
    say(`【${title}】`, title),
    ...sections.map((section) => sectionAsText(section, language)),
    [RULE, ...signature, RULE].join('\n'),
    '',
  ].join('\n\n');
}

function sectionAsText(section: Section, language: Language): string {
  const { heading, sentences = [], code, pairs = [], steps = [], items = [], button } = section;
  const say = sayingIn(language);
  const colon = say('：', ': ');
  return [
    ...(heading ? [say(`■ ${heading}`, `# ${heading}`)] : []),
    ...sentences,
    ...(code ? ['', `    ${code}`, ''] : []),
    ...pairs.map(([name, value]) => `${name}${colon}${valueAsText(value, colon)}`),
    ...steps.map((step, index) => `${String(index + 1)}. ${step}`),
    ...items.map((item) => `${say('・', '- ')}${itemAsText(item)}`),
    ...(button ? [valueAsText(button, colon)] : []),
  ].join('\n');
}

/** The address stands below the line that it belongs to: a line of a list may be long. */
function itemAsText(item: string | Link): string {
  return typeof item === 'string' ? item : `${item.label}\n  ${item.url}`;
}

function valueAsText(value: string | Link, colon: string): string {
  if (typeof value === 'string') return value;
  return value.label === value.url ? value.url : `${value.label}${colon}${value.url}`;
}
