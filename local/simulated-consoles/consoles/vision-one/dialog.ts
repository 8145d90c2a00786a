import { type Html, html, type Part } from '../../../../lambdas/domain/html.ts';

/** A window over the page; named by the element `dialog-title` in its content. */
export function modalDialog(content: Part, look: 'dialog' | 'drawer' = 'dialog'): Html {
  return html`<div class="backdrop ${look === 'drawer' && html`drawer`}">
    <div class="dialog" role="dialog" aria-modal="true" aria-labelledby="dialog-title">${content}</div>
  </div>`;
}

/** Back to the page below; nothing is done. */
export function cancelLink(name: string): Html {
  return html`<a class="button" role="button" href="/product-instance">${name}</a>`;
}
