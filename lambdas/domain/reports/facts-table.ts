import { html, type Html, type Part } from '../html.ts';

/** Names and what they are, one below the other. */
export function factsTable(pairs: readonly (readonly [string, Part])[]): Html {
  const rows = pairs.map(([name, value]) => html`<tr><th scope="row">${name}</th><td>${value}</td></tr>\n`);
  return html`<table class="facts">\n${rows}</table>\n`;
}
