import { type Html, html, type Part } from '../../../../lambdas/domain/html.ts';
import type { PageRequest } from './page-request.ts';

/** A form that acts: it is posted, and carries the token of this client. */
export function form({ base, client }: PageRequest, action: string, content: Part, attributes: Part = ''): Html {
  return html`<form method="post" action="${base}${action}" ${attributes}>
    <input type="hidden" name="csrf" value="${client.csrf}" />${content}
  </form>`;
}

/** A form of one button. */
export function button(request: PageRequest, action: string, name: string, attributes: Part = ''): Html {
  return form(request, action, html`<button ${attributes}>${name}</button>`, html`class="inline"`);
}
